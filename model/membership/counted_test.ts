import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { STANDING } from "../_standing.ts";
import { copiesFrom } from "./configuration.ts";
import { isReadable } from "./counted.ts";
import { groupOf, placeCopies, rulesOf } from "../volume.ts";
import type { Answer } from "../recovery/recovered.ts";
import { recovery, type RecoveryContext, type RecoveryEvent } from "../recovery/recovery.ts";

const of = (names: string) => copiesFrom(names.split(" "));
const ABCDEF = of("a1 a2 b1 b2 c1 c2");
const ABCDEG = of("a1 a2 b1 b2 c1 c3");
const joint = {
  membership: 2,
  configuration: { memberships: [ABCDEF, ABCDEG], writes: "every" },
} as const;
const RECORD = { lsn: 1n, prev: 0n, pg: "p1", cpl: true };

const answer = (records: Answer["records"], annulled: Answer["annulled"] = []): Answer => ({
  pg: "p1",
  records,
  scl: 0n,
  collected: 0n,
  informed: 1,
  annulled,
  inBlocks: [],
});

describe("the answers that a recovery may read from", () => {
  const owed = { settled: ABCDEF, owed: [1n], owedUpto: 0n };
  const isRead = (names: string, last: Answer) => {
    const copies = names.split(" ");
    const answers = Object.fromEntries(copies.map((copy) => [copy, answer([])]));
    return isReadable({ ...answers, [copies.at(-1)!]: last }, joint, owed, STANDING);
  };

  it("are none of a newcomer that has not got what is owed (facts A4)", () => {
    assertEquals(isRead("a1 a2 c3", answer([])), false);
    assertEquals(isRead("a1 a2 c3", answer([RECORD])), true);
    assertEquals(isRead("a1 a2 c2", answer([])), true, "an older member tells that it has nothing");
  });

  it("are of a newcomer that knows that what is owed was annulled", () => {
    assertEquals(isRead("a1 a2 c3", answer([], [{ from: 0n, to: 2n }])), true);
    assertEquals(isRead("a1 a2 c3", answer([], [{ from: 1n, to: 2n }])), false);
  });

  it("are a read quorum of one membership, not of all together", () => {
    assertEquals(isRead("a1 c2 c3", answer([RECORD])), false);
  });
});

describe("a recovery that is told of other members", () => {
  const groups = {
    p1: groupOf({ members: placeCopies("threeCopies", 0), ...rulesOf("threeCopies") }),
  };
  const machine = recovery({ groups, lal: 1n, standing: STANDING });
  const before = {
    membership: 1,
    configuration: { memberships: [of("a1 b1 c1")], writes: "every" },
  } as const;
  const after = {
    membership: 2,
    configuration: { memberships: [of("a1 b1 c1"), of("a1 b1 c2")], writes: "every" },
  } as const;
  const newMembers = { settled: of("a1 b1 c1"), owed: [], owedUpto: 0n };
  const each = <T extends string>(type: T, names: string) =>
    names.split(" ").map((segment) => ({ type, segment }));
  const answers = (names: string) =>
    names.split(" ").map((segment) => ({ type: "answer", segment, answer: answer([]) }) as const);
  const told: RecoveryEvent = { type: "learn", counted: after };
  const asked = (names: string): RecoveryEvent[] => [
    ...each("fenced", names),
    ...answers(names),
    { type: "compute", newMembers },
  ];
  const run = (...events: readonly RecoveryEvent[]) => {
    const { value, context } = play(
      machine,
      { type: "start", epoch: 2, counted: before },
      ...events,
    );
    return { state: value, context: context as RecoveryContext };
  };

  it("asks them all, in its own epoch", () => {
    assertEquals(run(...asked("a1 c1")).state, "truncating");
    const again = run(...asked("a1 c1"), told);
    assertEquals([again.state, again.context.epoch], ["fencing", 2]);
    assertEquals(run(...asked("a1 c1"), told, ...asked("a1 c1")).state, "fencing");
    assertEquals(run(...asked("a1 c1"), told, ...asked("a1 c1 c2")).state, "truncating");
  });

  it("finds no more than what it has annulled already leaves", () => {
    const events = [...asked("a1 c1"), told, ...each("fenced", "a1 c1 c2")];
    const late = { type: "answer", segment: "c2", answer: answer([RECORD]) } as const;
    const { context } = run(...events, ...answers("a1"), late, { type: "compute", newMembers });
    assertEquals([context.recovered.vdl, context.sent.length], [0n, 1]);
    assertEquals(Object.keys(context.recovered.responders), ["a1", "c2"]);
  });
});
