import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Bounds } from "./bounds.ts";
import { refused } from "./bounds_refused.ts";
import { ModelError } from "./explore/model_error.ts";
import { scopes } from "./scopes.ts";
import { storageSystem } from "./system.ts";

const boundsOf = (scope: string): Bounds => scopes[scope]!.bounds;
const { recovery: _, ...unrecovered } = boundsOf("failover");
const { cluster: _cluster, ...alone } = boundsOf("failover-replica");
const [alive, warm] = [boundsOf("failover"), boundsOf("failover-replica")];
const reads = boundsOf("reads-recovery");
const twoGroups = boundsOf("two-groups").volume;

/** For each combination bounds that have it, made of a scope that has not. */
const examples: Readonly<Record<string, Bounds>> = {
  "a cluster, and no recovery": unrecovered,
  "replicas and a recovery, and no cluster": alone,
  "replicas that are no instances of their cluster": {
    ...warm,
    replicas: { ...warm.replicas!, count: 2 },
  },
  "replicas that crash in a cluster": { ...warm, replicas: { ...warm.replicas!, crash: true } },
  "replicas in a cluster that loses readers": {
    ...warm,
    cluster: { ...warm.cluster!, readersLost: 1 },
  },
  "replicas in a cluster, and several recoveries": {
    ...warm,
    recovery: { ...warm.recovery!, attempts: 2 },
  },
  "a living writer that nobody may be left to replace": {
    ...alive,
    cluster: { ...alive.cluster!, readersLost: 2 },
  },
  "reads in a cluster": { ...alive, reads: reads.reads! },
  "reads, and several recoveries": { ...reads, recovery: { ...reads.recovery!, attempts: 2 } },
  "members that change in a cluster": { ...alive, membership: boundsOf("repair").membership! },
  "members that change in a volume of several groups": {
    ...boundsOf("repair"),
    volume: twoGroups,
  },
  "newcomers that crash": { ...boundsOf("repair"), faults: { azs: 0, copies: 1 } },
};

describe("bounds that are refused", () => {
  for (const [name, { why }] of Object.entries(refused)) {
    it(`are those with ${name}`, () => {
      const bounds = examples[name]!;
      const message = `System "both" has ${name}, which is not modelled: ${why}`;
      assertThrows(() => storageSystem("both", bounds), ModelError, message);
      const names = Object.keys(refused).filter((other) => refused[other]!.isIn(bounds));
      assertEquals(names, [name], "an example is refused for one reason");
    });
  }

  it("are those of which there is an example", () => {
    assertEquals(Object.keys(refused), Object.keys(examples));
  });

  it("are not those of members that stay, whose nodes crash", () => {
    const { membership } = boundsOf("repair");
    const faults = { azs: 0, copies: 1 };
    const staying = { ...membership!, replacements: [] };
    const { isIn } = refused["newcomers that crash"]!;
    assertEquals(isIn({ ...boundsOf("repair"), membership: staying, faults }), false);
  });

  it("are of no scope", () => {
    for (const [name, { bounds }] of Object.entries(scopes)) {
      assert(storageSystem(name, bounds).moves.length > 0);
    }
  });

  it("are not those where one reader is left to take over, or the writer is dead", () => {
    const { isIn } = refused["a living writer that nobody may be left to replace"]!;
    const losing = (readersLost: number, recovery: Partial<Bounds["recovery"]>): Bounds => ({
      ...alive,
      cluster: { ...alive.cluster!, readersLost },
      recovery: { ...alive.recovery!, ...recovery },
    });
    assertEquals(isIn(losing(1, {})), false);
    assertEquals(isIn(losing(0, { attempts: 2 })), false);
    assertEquals(isIn(losing(1, { attempts: 2 })), true);
    assertEquals(isIn(losing(2, { writer: "dead" })), false);
  });
});
