import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { names, swaps } from "../toys/names.ts";
import { groups, listed, renamedTalk, type Said, Talk, talking } from "./_talk.ts";

/** What may be said about some names: much of it relates them to each other. */
function sayings(all: readonly string[]): fc.Arbitrary<unknown> {
  const name = fc.constantFrom(...all);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("nothing", 1n, { much: ["of", { nobody: true }] }) },
    name,
    fc.uniqueArray(name, { maxLength: 3 }),
    fc.record({ from: name, to: name }),
    fc.dictionary(name, fc.oneof(name, fc.nat(1)), { maxKeys: 3 }),
    fc.array(fc.tuple(name, name), { maxLength: 4 }).map((pairs) => ({ pairs })),
  );
}

function talks(alike: readonly string[], all: readonly string[]): fc.Arbitrary<Said> {
  const saying = sayings(all);
  const message = fc.record({
    to: fc.constantFrom("witness", ...alike),
    event: fc.record({ type: fc.constant("say"), what: saying }),
  });
  const count = alike.length;
  const same = (what: unknown) => alike.map(() => what);
  return fc.record({
    // All may say the same, so that there is much to choose from.
    alike: fc.oneof(
      fc.array(saying, { minLength: count, maxLength: count }),
      fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      saying.map(same),
    ),
    witness: saying,
    sent: fc.array(message, { maxLength: 2 }),
  });
}

describe("the least renaming of a state", () => {
  for (const [title, [alike, symmetry]] of Object.entries(groups)) {
    const all = [...new Set([...alike, ...symmetry.flatMap(Object.keys)])];
    const renamings = listed(all, symmetry);
    for (const limit of [0n, 48n]) {
      it(`is the same for all of them: ${title}, listed up to ${limit} (property)`, () => {
        const talk = new Talk(talking(alike, symmetry), limit);
        assertEquals(talk.order, renamings.length);
        fc.assert(
          fc.property(talks(alike, all), fc.nat(), fc.nat(), (said, one, other) => {
            const [first, second] = [one, other].map((n) =>
              renamedTalk(said, alike, renamings[n % renamings.length]!)
            );
            // Who has met nothing else finds the same one.
            const fresh = new Talk(talking(alike, symmetry), limit);
            assertEquals(talk.least(first!), fresh.least(second!));
          }),
          { seed: 6174, numRuns: 100 },
        );
      });

      it(`is one of them: ${title}, listed up to ${limit} (property)`, () => {
        const talk = new Talk(talking(alike, symmetry), limit);
        fc.assert(
          fc.property(talks(alike, all), (said) => {
            const least = talk.least(said);
            assert(
              renamings.some((renaming) => talk.text(renamedTalk(said, alike, renaming)) === least),
            );
          }),
          { seed: 1729, numRuns: 20 },
        );
      });
    }
  }
});

const [six, sixteen] = [names("n", 6), names("n", 16)];
const [row, column] = [(n: number) => n >> 2, (n: number) => n & 3];
const steps = ["0,1", "0,3", "1,0", "3,0", "1,1", "3,3"];

type Graph = (one: number, other: number) => boolean;

// Shrikhande's graph and that of the rook look the same: both are strongly regular with the
// parameters 16, 6, 2, 2. Source: Shrikhande, "The uniqueness of the L2 association scheme", 1959.
const SHUFFLED = [9, 13, 4, 5, 11, 6, 7, 12, 15, 0, 10, 3, 1, 14, 2, 8];
const shrikhande: Graph = (one, other) =>
  steps.includes([row(one) - row(other) & 3, column(one) - column(other) & 3].join());
const graphs: Readonly<Record<string, readonly [readonly string[], Graph]>> = {
  hexagon: [six, (one, other) => [1, 5].includes((one - other + 6) % 6)],
  triangles: [six, (one, other) => one % 2 === other % 2],
  rook: [sixteen, (one, other) => row(one) === row(other) || column(one) === column(other)],
  shrikhande: [sixteen, shrikhande],
  strangers: [sixteen, (one, other) => !shrikhande(SHUFFLED[one]!, SHUFFLED[other]!)],
};

/** Who is near whom, as everybody tells it, or as one witness tells it. */
function drawn(graph: string, by: "everybody" | "witness", marked: readonly number[] = []): Said {
  const [all, areNear] = graphs[graph]!;
  const near = all.map((_, one) =>
    Object.fromEntries(
      all.flatMap((name, other) => one !== other && areNear(one, other) ? [[name, true]] : []),
    )
  );
  if (by === "everybody") return { alike: near, witness: "nothing", sent: [] };
  const witness = Object.fromEntries(all.map((name, one) => [name, near[one]]));
  return { alike: all.map((_, one) => marked.includes(one)), witness, sent: [] };
}

describe("points that look the same and are not, whatever each is seen to stand next to", () => {
  for (const [one, other] of [["hexagon", "triangles"], ["rook", "shrikhande"]] as const) {
    const [all] = graphs[one]!;
    const talk = new Talk(talking(all, swaps(all)), 0n);
    const shuffled = fc.shuffledSubarray([...all], { minLength: all.length });

    it(`are told apart: ${one} and ${other}`, () => {
      assertNotEquals(talk.least(drawn(one, "everybody")), talk.least(drawn(other, "everybody")));
      assertNotEquals(talk.least(drawn(one, "witness")), talk.least(drawn(other, "witness")));
    });

    it(`are found under other names: ${one} and ${other} (property)`, () => {
      const said = fc.constantFrom(one, other).map((graph) => drawn(graph, "everybody"));
      fc.assert(
        fc.property(shuffled, said, (places, said) => {
          const renaming = Object.fromEntries(all.map((name, i) => [name, places[i]!]));
          assertEquals(talk.least(renamedTalk(said, all, renaming)), talk.least(said));
        }),
        { seed: 1959, numRuns: 20 },
      );
    });
  }

  // By hand: one or two steps apart; two steps of Shrikhande's graph are straight or bent.
  const kindsOfTwo = { hexagon: 3, triangles: 2, rook: 2, shrikhande: 3, strangers: 3 };
  for (const [graph, kinds] of Object.entries(kindsOfTwo)) {
    it(`are exchanged by what leaves the rest as it is: ${kinds} kinds of two in ${graph}`, () => {
      const [all] = graphs[graph]!;
      const talk = new Talk(talking(all, swaps(all)), 0n);
      const ones = all.map((_, one) => talk.least(drawn(graph, "witness", [one])));
      const twos = all.flatMap((_, one) =>
        all.slice(0, one).map((_, other) => talk.least(drawn(graph, "witness", [one, other])))
      );
      assertEquals([new Set(ones).size, new Set(twos).size], [1, kinds]);
    });
  }
});
