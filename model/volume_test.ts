import { assertEquals, assertFalse } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "./_play.ts";
import { fullTailMembers, sixMembers, threeMembers } from "./quorum/placement.ts";
import { aurora, fullTail, threeOfFive, twoOfThree } from "./quorum/quorum_rules.ts";
import { groupOf, type Plan, type Shape, volume, type VolumeContext } from "./volume.ts";

const shapes: readonly Shape[] = ["sixCopies", "fullAndTail", "threeCopies"];
const create = (plan: Plan) => ({ type: "create", plan });
const created = (groups: Plan["groups"]): VolumeContext => play(volume, create({ groups })).context;

/** What stands in each AZ. */
function perAz(shape: Shape, which: (kind: string) => boolean): number[] {
  const members = Object.values(created({ "1": shape }).groups["1"]!.members);
  return ["A", "B", "C"].map((az) =>
    members.filter((member) => member.az === az && which(member.kind)).length
  );
}

describe("a volume", () => {
  it("has nothing before it is created, and is created once", () => {
    assertEquals(play(volume).context, { groups: {}, epoch: 1 });
    assertFalse(play(volume, create({ groups: {} })).can(create({ groups: { "1": "sixCopies" } })));
  });

  it("has two of six copies in each of three AZs, one of three in each (S17 §2.1)", () => {
    assertEquals(shapes.map((shape) => perAz(shape, () => true)), [
      [2, 2, 2],
      [2, 2, 2],
      [1, 1, 1],
    ]);
  });

  it("has one of five copies in each of five AZs, and any three are enough", () => {
    const { members, ...rules } = groupOf(created({ "1": "fiveCopies" }).groups["1"]!);
    assertEquals(
      members.map(({ segment, az }) => `${segment}@${az}`).join(" "),
      "a1@A b1@B c1@C d1@D e1@E",
    );
    assertEquals(rules, threeOfFive);
  });

  it("has exactly one full segment in each AZ where it has tails (Q4, facts 3.5)", () => {
    assertEquals(perAz("fullAndTail", (kind) => kind === "full"), [1, 1, 1]);
    assertEquals(perAz("fullAndTail", (kind) => kind === "tail"), [1, 1, 1]);
  });

  it("stands as the placements of the quorum rules do, with their rules", () => {
    const groups = shapes.map((shape) => groupOf(created({ "1": shape }).groups["1"]!));
    assertEquals(groups, [
      { members: [...sixMembers], ...aurora },
      { members: [...fullTailMembers], ...fullTail },
      { members: [...threeMembers], ...twoOfThree },
    ]);
  });

  it("names each copy once in the volume, by its AZ", () => {
    const { groups } = created({ "1": "sixCopies", "2": "fullAndTail", "3": "sixCopies" });
    const members = Object.values(groups).flatMap(({ members }) => Object.entries(members));
    assertEquals(new Set(members.map(([name]) => name)).size, 18);
    for (const [name, { az }] of members) assertEquals(name[0]!.toUpperCase(), az);
    assertEquals(Object.keys(groups["2"]!.members), ["a3", "a4", "b3", "b4", "c3", "c4"]);
  });
});
