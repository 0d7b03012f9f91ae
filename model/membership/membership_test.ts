import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { STANDING } from "../_standing.ts";
import { copiesFrom } from "./configuration.ts";
import { membership, type MembershipContext, type MembershipEvent } from "./membership.ts";

const SIX = ["a1", "a2", "b1", "b2", "c1", "c2"];
const of = (names: string) => copiesFrom(names.split(" "));
const ABCDEF = copiesFrom(SIX);
const ABCDEG = of("a1 a2 b1 b2 c1 c3");
const ABCD = of("a1 a2 b1 b2");

type Change = Exclude<MembershipEvent["type"], "entered" | "discard" | "complete">;

const asks = (
  type: Change,
  presents: number,
  ...to: MembershipContext["configuration"]["memberships"]
) => ({ type, presents, to }) as const;
const completes = (
  presents: number,
  to: MembershipContext["configuration"]["memberships"][number],
  had: Readonly<Record<string, readonly bigint[]>> = {},
) => ({ type: "complete", presents, to: [to], held: answers(had) }) as const;
/** What copies answer that have these records, each with all before it. */
const answers = (had: Readonly<Record<string, readonly bigint[]>>) =>
  Object.fromEntries(
    Object.entries(had).map(([copy, records]) => [copy, { scl: records.at(-1) ?? 0n, records }]),
  );
/** These copies enter, and have the first record or nothing. */
const enter = (having: string, lacking = "") =>
  ({
    type: "entered",
    entries: [
      ...having.split(" ").filter(Boolean).map((segment) => ({
        segment,
        records: [{ lsn: 1n, prev: 0n }],
        collected: 0n,
      })),
      ...lacking.split(" ").filter(Boolean).map((segment) => ({
        segment,
        records: [],
        collected: 0n,
      })),
    ],
  }) as const;

const machine = membership({ members: SIX, standing: STANDING });
const after = (...events: readonly MembershipEvent[]) => {
  const { value, context } = play(machine, ...events);
  const { epoch, configuration, owed } = context as MembershipContext;
  return { state: value, epoch, stands: configuration.memberships.length, owed };
};

const NOTHING = { records: [], collected: 0n };
const joint = [asks("suspect", 1, ABCDEF, ABCDEG), enter("c1 c2", "a1 a2")];

describe("a change of members", () => {
  it("stands once a write quorum has entered its epoch, and not before", () => {
    const waiting = after(joint[0]!, enter("c1 c2", "a1"));
    assertEquals([waiting.state, waiting.epoch], ["stable", 1]);
    assertEquals(after(...joint), { state: "joint", epoch: 2, stands: 2, owed: [1n] });
  });

  it("is asked for by who has seen what stands", () => {
    const all = enter("a1 a2 b1 b2 c1 c2");
    assertEquals(after(...joint, asks("reverse", 1, ABCDEF), all).state, "joint");
    assertEquals(after(...joint, asks("reverse", 2, ABCDEF), all).state, "stable");
  });

  it("is completed only when the newcomer has what the copies had that entered", () => {
    const all = enter("a1 a2 b1 b2 c1 c2 c3");
    assertEquals(after(...joint, completes(2, ABCDEG, { c3: [] }), all).state, "joint");
    assertEquals(after(...joint, completes(2, ABCDEG), all).state, "joint", "it does not answer");
    const done = after(...joint, completes(2, ABCDEG, { c3: [1n] }), enter("a1 a2 b1 c1"));
    assertEquals([done.state, done.epoch, done.stands], ["stable", 3, 1]);
  });

  it("is completed only with a baseline, where those that entered had collected their logs", () => {
    const entries = ["c1", "c2", "a1", "a2"].map((segment, nth) => ({
      segment,
      records: [{ lsn: 2n, prev: 1n }],
      collected: nth === 0 ? 1n : 0n,
    }));
    const begun = [joint[0]!, { type: "entered", entries } as const];
    assertEquals(after(...begun).owed, [2n]);
    const ends = (scl: bigint, ...records: readonly bigint[]) => {
      const asked = { ...completes(2, ABCDEG), held: { c3: { scl, records } } };
      return after(...begun, asked, enter("a1 a2 b1 c1")).state;
    };
    assertEquals([ends(0n, 2n), ends(1n), ends(1n, 2n), ends(2n)], [
      "joint",
      "joint",
      "stable",
      "stable",
    ]);
  });

  it("is written to a write quorum of each membership", () => {
    const halfway = [...joint, completes(2, ABCDEG, { c3: [1n] }), enter("a1 a2 c2 c1")];
    assertEquals(after(...halfway).state, "joint", "three of the new one");
    assertEquals(after(...halfway, enter("c3")).state, "stable");
  });

  it("is completed only when a write quorum knows the volume epoch of before", () => {
    const knowing = (names: string) =>
      Object.fromEntries(names.split(" ").map((copy) => [copy, { epoch: 2, informed: 2 }]));
    const entries = SIX.map((segment) => ({ ...NOTHING, segment, known: knowing("c2")["c2"]! }));
    const fenced = [joint[0]!, { type: "entered", entries } as const];
    const all = enter("", "a1 a2 b1 b2 c1 c2 c3");
    const known = (names: string) => ({ ...completes(2, ABCDEG), known: knowing(names) });
    assertEquals(after(...fenced, known("a1 a2 b1"), all).state, "joint");
    assertEquals(after(...fenced, known("a1 a2 b1 c2"), all).state, "joint", "c2 is to leave");
    assertEquals(after(...fenced, known("a1 a2 b1 c3"), all).state, "stable");
  });

  it("can be taken back, alone or when a second fault came", () => {
    const back = after(...joint, asks("reverse", 2, ABCDEF), enter("a1 a2 b1 b2"));
    assertEquals([back.state, back.epoch, back.stands], ["stable", 3, 1]);
    const [H, GH] = [of("a1 a2 b1 b3 c1 c2"), of("a1 a2 b1 b3 c1 c3")];
    const twice = [
      ...joint,
      asks("suspect", 2, ABCDEF, ABCDEG, H, GH),
      enter("a1 a2 b1 c1"),
    ];
    assertEquals([after(...twice).state, after(...twice).stands], ["jointTwice", 4]);
    const once = after(...twice, asks("reverse", 3, ABCDEF, ABCDEG), enter("a1 a2 b1 c1"));
    assertEquals([once.state, once.epoch, once.stands], ["joint", 4, 2]);
  });

  it("throws nothing away that may be needed", () => {
    const discard = (segment: string) => ({ type: "discard", segment }) as const;
    const can = (segment: string, ...events: readonly MembershipEvent[]) =>
      play(machine, ...events).can(discard(segment));
    assertEquals([can("c2"), can("c2", ...joint), can("c3", ...joint)], [false, false, false]);
    const done = [...joint, completes(2, ABCDEG, { c3: [1n] }), enter("a1 a2 b1 c1")];
    assertEquals([can("c2", ...done), can("c3", ...done)], [true, false]);
    const [G, GH] = [ABCDEG, of("a1 a2 b1 b3 c1 c3")];
    const again = [...done, asks("suspect", 3, G, GH)];
    assertEquals([can("b3", ...done), can("b3", ...again)], [true, false], "it is asked for");
    assertEquals(can("c2", ...again, enter("a1 a2 b1 c1")), false, "another fault is not repaired");
  });
});

describe("an AZ that is gone for long", () => {
  const leaving = [asks("giveUp", 1, ABCDEF, ABCD), enter("a1 b1", "a2 b2")];
  const spread = { a1: [1n], b1: [1n], a2: [1n], b2: [] };
  const degraded = [...leaving, completes(2, ABCD, spread), enter("a1 a2 b1")];

  it("is given up when each record is on three of the four that are left", () => {
    assertEquals(after(...leaving).state, "leaving");
    const few = completes(2, ABCD, { a1: [1n], b1: [1n] });
    assertEquals(after(...leaving, few, enter("a1 a2 b1 b2")).state, "leaving");
    const { state, epoch, stands } = after(...degraded);
    assertEquals([state, epoch, stands], ["leaving", 2, 2], "three of six are no write quorum");
    assertEquals(after(...degraded, enter("b2")).state, "degraded");
  });

  it("is back when its copies have what was written meanwhile", () => {
    const away = [...leaving, completes(2, ABCD, spread), enter("a1 a2 b1 b2")];
    const coming = [...away, asks("takeBack", 3, ABCD, ABCDEF), enter("a1 a2 b1")];
    assertEquals(after(...coming).state, "returning");
    const one = [completes(4, ABCDEF, { c1: [1n] }), enter("a1 a2 b1 c1")];
    assertEquals(after(...coming, ...one).state, "returning");
    const back = [...coming, completes(4, ABCDEF, { c1: [1n], c2: [1n] }), enter("a1 a2 b1 c1")];
    assertEquals(after(...back), { state: "stable", epoch: 5, stands: 1, owed: [1n] });
  });

  it("need not be given up after all, and may be gone again", () => {
    const kept = after(...leaving, asks("reverse", 2, ABCDEF), enter("a1 a2 b1 b2"));
    assertEquals([kept.state, kept.epoch], ["stable", 3]);
    const away = [...leaving, completes(2, ABCD, spread), enter("a1 a2 b1 b2")];
    const coming = [...away, asks("takeBack", 3, ABCD, ABCDEF), enter("a1 a2 b1")];
    const gone = after(...coming, asks("reverse", 4, ABCD), enter("a1 a2 b1 b2"));
    assertEquals([gone.state, gone.epoch, gone.stands], ["degraded", 5, 1]);
  });
});
