/** Systems that Stateright counts, in the tests of its examples. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Exploration, explore, type System, watchStates } from "../mod.ts";
import { abdRegister } from "./abd_register.ts";
import { increment, isExact } from "./increment.ts";
import { paxos } from "./paxos.ts";
import { isValueRead } from "./register_client.ts";
import { isLinearizable } from "./register_history.ts";
import { singleCopyRegister } from "./single_copy_register.ts";

/** An exploration that asks what Stateright asks. */
function exploreRegister(system: System, servers: number): Exploration {
  const watch = watchStates(
    { linearizable: isLinearizable },
    { "value chosen": (world) => isValueRead(world, servers) },
  );
  return explore(system, { watch });
}

describe("increment", () => {
  // Stateright cbe747b, examples/increment.rs: 13 states are listed, 8 with symmetry.
  it("has the 13 states that Stateright lists, and 8 up to the order of the threads", () => {
    const { symmetry: _, ...named } = increment(2);
    assertEquals(explore(named).states, 13);
    assertEquals(explore(increment(2)).states, 8);
  });

  it("loses a number in the four steps that Stateright tells", () => {
    const watch = watchStates({ exact: (world) => isExact(world, 2) });
    assertEquals(explore(increment(2), { watch }).violation?.path, [
      "thread1.reads",
      "thread2.reads",
      "thread1.writes",
      "thread2.writes",
    ]);
  });
});

describe("a single-copy register", () => {
  // Stateright 4c38512, examples/single-copy-register.rs: 93 unique states with one server.
  it("has the 93 states that Stateright counts, and is linearizable", () => {
    const { states, complete, violation, witnesses } = exploreRegister(singleCopyRegister(1, 2), 1);
    assertEquals({ states, complete, violation }, {
      states: 93,
      complete: true,
      violation: undefined,
    });
    assertEquals(witnesses["value chosen"]?.length, 3);
  });

  // There: Put to the client's own server, PutOk, Get from the other, GetOk without a value.
  it("is not linearizable with two servers, by the four steps that Stateright finds", () => {
    assertEquals(exploreRegister(singleCopyRegister(2, 2), 2).violation?.path, [
      "client2.put.to.server0",
      "server0.putOk.to.client2",
      "client2.get.to.server1",
      "server1.getOk.to.client2",
    ]);
  });
});

describe("the register of Attiya, Bar-Noy and Dolev", () => {
  // Stateright 70c7375, examples/linearizable-register.rs: 544 unique states, a path of 11 steps.
  it("has the 544 states that Stateright counts, and is linearizable", () => {
    const { states, complete, violation, witnesses } = exploreRegister(abdRegister(2, 2), 2);
    assertEquals({ states, complete, violation }, {
      states: 544,
      complete: true,
      violation: undefined,
    });
    assertEquals(witnesses["value chosen"]?.length, 11);
  });
});

describe("Paxos", () => {
  // Stateright 585b1a9, examples/paxos.rs: 16,668 unique states, a path of 8 steps.
  it("has the 16,668 states that Stateright counts, and is linearizable", () => {
    const { states, complete, violation, witnesses } = exploreRegister(paxos(3, 2), 3);
    assertEquals({ states, complete, violation }, {
      states: 16_668,
      complete: true,
      violation: undefined,
    });
    assertEquals(witnesses["value chosen"]?.length, 8);
  });
});
