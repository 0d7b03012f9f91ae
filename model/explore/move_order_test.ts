import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { explore } from "./explore.ts";
import { machine } from "./_machine.ts";
import { MoveOrder } from "./move_order.ts";
import { watchStates } from "./watch.ts";

describe("the order of moves", () => {
  it("has moves of the system first, and deliveries by what they deliver, whenever they came", () => {
    const order = new MoveOrder();
    for (const move of [0, 1]) order.declare(move);
    for (const [move, says] of [[2, "m"], [3, "z"], [4, "a"], [5, "n"]] as const) {
      order.deliver(move, says);
    }
    assertEquals(order.moves, [0, 1, 4, 2, 5, 3]);
    assertEquals(order.moves.map((move) => order.ranks[move]), [0, 1, 2, 3, 4, 5]);
  });

  it("decides between paths of one length: z is sent before a, and a is delivered first", () => {
    const send = (type: string) => ({ type: "send", params: { to: "hearer", event: { type } } });
    const sender = machine({ entry: [send("z"), send("a")] });
    const hearer = machine({
      initial: "deaf",
      states: { deaf: { on: { a: "hit", z: "hit" } }, hit: { on: { a: {}, z: {} } } },
    });
    const { violation } = explore({ name: "mail", actors: { sender, hearer }, moves: [] }, {
      watch: watchStates({ "nothing hits": (world) => world.state("hearer").matches("deaf") }),
    });
    assertEquals(violation?.path, ["hearer.a"]);
  });
});
