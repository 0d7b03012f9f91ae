import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { leadsTo, livenessOf, weakEach } from "../model/explore/mod.ts";
import type { World } from "../model/explore/system.ts";
import { walk } from "../model/explore/walk.ts";
import { membershipIn } from "../model/membership/membership_moves.ts";
import { meets } from "../model/quorum/quorum.ts";
import { scopes } from "../model/scopes.ts";
import { storageSystem } from "../model/system.ts";
import { writesGoOnWhileMembersChange } from "./liveness/m6_writes_go_on_while_members_change.ts";
import { storageSystemOf } from "./scopes.ts";
import { systemOf } from "./system_of.ts";
import { livenessIn } from "./verify_liveness.ts";
import { changingConfig } from "./project_membership.ts";
import { membershipMutants } from "./mutants/membership.ts";

/** Does each change that is under way come to this end, if nothing else ends it? */
function endsWith(copy: "c1" | "c2", mutant?: typeof membershipMutants[number]): string {
  const other = copy === "c2" ? ".takes.back." : ".replaces.";
  const { moves, ...system } = systemOf("repair", mutant, false);
  const check = livenessOf({ ...system, moves: moves.filter(({ name }) => !name.includes(other)) });
  const isJoint = (world: World) => world.state("membership").matches("joint");
  const isOver = (world: World) => {
    const { configuration: { memberships: [only, ...others] } } = membershipIn(world);
    return others.length === 0 && only![copy] === true;
  };
  const properties = [leadsTo(`the end with ${copy}`, isJoint, isOver)];
  return check({ properties, fairness: [weakEach(() => true)] }).verdicts[0]!.verdict;
}

describe("M4: a change that is under way, wherever it stands", () => {
  it("can be completed: where nobody takes it back, it is", () => {
    assertEquals(endsWith("c2"), "holds");
  });

  it("can be taken back: where nobody completes it, it is", () => {
    assertEquals(endsWith("c1"), "holds");
  });

  it("cannot be taken back where the suspect is thrown away at once", () => {
    const mutant = membershipMutants.find(({ name }) => name === "no-way-back")!;
    assertEquals(endsWith("c1", mutant), "violated");
  });
});

describe("M6: a commit that is written while members change is not sure to be acknowledged", () => {
  const verdictOn = (scope: string, ...fair: readonly string[]) => {
    const claim = {
      ...writesGoOnWhileMembersChange,
      fairness: () => fair.map((move) => weakEach(move)),
    };
    return livenessIn(storageSystemOf(scope), [claim])[0]!.liveness.verdicts[0]!.verdict;
  };

  it("where records or answers never arrive", () => {
    assertEquals(verdictOn("repair", "*.stores.*"), "violated");
    assertEquals(verdictOn("repair", "membership.*"), "violated");
    assertEquals(verdictOn("repair", "*.stores.*", "*.acks.*"), "holds");
  });

  it("where a transition stops halfway: copies of its epoch refuse the writer", () => {
    assertEquals(verdictOn("replacement", "*.stores.*", "*.acks.*"), "violated");
  });
});

describe("an AZ and one copy more", () => {
  const six = scopes["az-given-up"]!.bounds;
  const system = storageSystem("az-plus-one", { ...six, faults: { azs: 1, copies: 1 } });
  /** Can the copies that are up after these moves still complete a write? */
  const isWritable = (...path: readonly string[]) => {
    const { after } = walk(system, ["volume.creates", ...path]).at(-1)!;
    const group = changingConfig(system, after).groups["p1"]!;
    const up = group.members.map(({ segment }) => segment)
      .filter((segment) => after.state(segment).matches("online"));
    return meets(group.write, up, group.members);
  };
  const givesUp = ["membership.suspects.C.at.epoch.1", "membership.gives.up.C.at.epoch.2"];

  it("leave no write quorum of six", () => {
    assert(isWritable("C.goes.down"));
    assert(!isWritable("C.goes.down", "a1.crashes"));
  });

  it("leave one if the AZ was given up between the two, and only if that was done", () => {
    assert(isWritable("C.goes.down", ...givesUp, "a1.crashes"));
    assert(!isWritable("C.goes.down", givesUp[0]!, "a1.crashes"), "half of it is not enough");
    assert(!isWritable("C.goes.down", "a1.crashes"));
  });
});
