import { assertEquals, assertFalse } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { type FaultBudget, type FaultEvent, faults, type FaultsContext } from "./faults.ts";
import { azPlusOne, lossOfAz, sixMembers } from "../quorum/placement.ts";

const crash = (segment: string): FaultEvent => ({ type: "crash", segment, az: azOf(segment) });
const restart = (segment: string): FaultEvent => ({ type: "restart", segment, az: azOf(segment) });
const lose = (az: string): FaultEvent => ({ type: "loseAz", az });
const regain = (az: string): FaultEvent => ({ type: "regainAz", az });
const azOf = (segment: string) => segment[0]!.toUpperCase();

const everything: FaultEvent[] = [
  ...sixMembers.flatMap(({ segment }) => [crash(segment), restart(segment)]),
  ...["A", "B", "C"].flatMap((az) => [lose(az), regain(az)]),
];
const may = (budget: FaultBudget, event: FaultEvent, ...before: FaultEvent[]) =>
  play(faults(budget), ...before).can(event);

/** The copies that are down, each once, in the order of the members. */
function down({ azs, copies }: FaultsContext): string {
  const lost = Object.keys(azs).flatMap((az) => lossOfAz(sixMembers, az));
  return sixMembers.map(({ segment }) => segment)
    .filter((segment) => lost.includes(segment) || copies[segment]).join(" ");
}

/** Every set of copies that a budget can bring down at once. */
function outages(budget: FaultBudget): Set<string> {
  const paths: FaultEvent[][] = [[]];
  const seen = new Set<string>();
  const outages = new Set<string>();
  for (const path of paths) {
    const state = play(faults(budget), ...path);
    const key = [...Object.keys(state.context.azs), ...Object.keys(state.context.copies)].sort();
    if (seen.has(key.join())) continue;
    seen.add(key.join());
    outages.add(down(state.context));
    for (const event of everything) if (state.can(event)) paths.push([...path, event]);
  }
  return outages;
}

describe("faults", () => {
  it("may take an AZ and one copy besides, AZ+1, in each of 12 ways (facts 3.2)", () => {
    const reached = outages({ azs: 1, copies: 1 });
    for (const loss of azPlusOne(sixMembers)) {
      const names = sixMembers.map(({ segment }) => segment).filter((name) => loss.includes(name));
      assertEquals(reached.has(names.join(" ")), true, names.join(" "));
    }
  });

  it("never take AZ+2 with that budget: nothing, 6 copies, 3 AZs, 12 times AZ+1", () => {
    const sizes = [...outages({ azs: 1, copies: 1 })].map((names) => names.split(" ").length);
    assertEquals(Math.max(...sizes), 3);
    assertEquals(sizes.length, 1 + 6 + 3 + 12);
  });

  it("take no more than what may be down at once, and that again and again", () => {
    const budget = { azs: 1, copies: 1 };
    assertFalse(may(budget, crash("b1"), crash("a1")));
    assertFalse(may(budget, lose("B"), lose("A")));
    assertEquals(may(budget, crash("b1"), crash("a1"), restart("a1")), true);
    assertEquals(may(budget, crash("a1"), crash("a1"), restart("a1")), true);
    assertEquals(may(budget, lose("B"), lose("A"), regain("A")), true);
  });

  it("take nothing without a budget", () => {
    for (const event of everything) assertFalse(may({ azs: 0, copies: 0 }, event), event.type);
  });

  it("do not crash what is down, nor restart what is up or without its AZ", () => {
    const budget = { azs: 1, copies: 2 };
    assertFalse(may(budget, crash("a1"), crash("a1")));
    assertFalse(may(budget, crash("a1"), lose("A")));
    assertFalse(may(budget, restart("a1")));
    assertFalse(may(budget, restart("a1"), crash("a1"), lose("A")));
    assertFalse(may(budget, regain("A")));
  });

  it("leave a copy down that had crashed before its AZ was lost and came back", () => {
    const { context } = play(faults({ azs: 1, copies: 1 }), crash("a1"), lose("A"), regain("A"));
    assertEquals(down(context), "a1");
  });
});
