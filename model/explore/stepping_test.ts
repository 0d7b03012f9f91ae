import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { machine } from "./_machine.ts";
import { plainStart, type PlainState, plainSteps, printState } from "./_plain.ts";
import { ModelError } from "./model_error.ts";
import { Stepping } from "./stepping.ts";
import type { Move, System } from "./system.ts";
import { toys } from "./toys/all.ts";

/** The moves that can happen in a row, each with the row it leads to. */
function enabled(stepping: Stepping, row: Int32Array): { name: string; row: Int32Array }[] {
  return Array.from({ length: stepping.moves }, (_, move) => {
    const next = new Int32Array(stepping.width);
    return stepping.step(row, move, next) ? [{ name: stepping.move(move).name, row: next }] : [];
  }).flat();
}

function actorsIn(stepping: Stepping, row: Int32Array): PlainState {
  const world = stepping.look(row);
  const actors = Object.fromEntries(stepping.names.map((name) => [name, world.state(name)]));
  return { actors, sent: {} };
}

/** Walks both ways at once: what can happen, and what it leads to, must be the same. */
function compare(system: System, choices: readonly number[]): void {
  const stepping = new Stepping(system);
  let row: Int32Array = stepping.initial;
  let plain = plainStart(system);
  for (const choice of choices) {
    const [mine, theirs] = [enabled(stepping, row), plainSteps(system, plain)];
    const names = theirs.map(({ name }) => name).sort();
    assertEquals(mine.map(({ name }) => name).sort(), names);
    if (names.length === 0) return;
    const name = names[choice % names.length]!;
    row = mine.find((step) => step.name === name)!.row;
    plain = theirs.find((step) => step.name === name)!.next;
    assertEquals(
      printState(actorsIn(stepping, row)),
      printState({ ...plain, sent: {} }),
    );
  }
}

describe("stepping", () => {
  const choices = fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 });
  for (const system of toys) {
    it(`walks as XState's own transition() does: ${system.name}`, () => {
      fc.assert(fc.property(choices, (choices) => compare(system, choices)), {
        seed: 20266,
        numRuns: 25,
      });
    });
  }
});

const light = machine({
  id: "light",
  initial: "off",
  states: { off: { on: { on: "on", off: {} } }, on: { on: { off: "off", on: {} } } },
});

const says = (params: unknown) =>
  machine({ id: "speaker", on: { speak: { actions: { type: "send", params } } } });

function move(name: string, ...deliveries: [to: string, type: string][]): Move {
  return { name, plan: () => deliveries.map(([to, type]) => ({ to, event: { type } })) };
}

function namesAfter(system: System, ...path: string[]): string[] {
  const stepping = new Stepping(system);
  let row: Int32Array = stepping.initial;
  for (const name of path) row = enabled(stepping, row).find((step) => step.name === name)!.row;
  return enabled(stepping, row).map(({ name }) => name);
}

describe("a move", () => {
  it("happens for all of its actors or for none", () => {
    const actors = { one: light, other: light };
    const moves = [move("both", ["one", "on"], ["other", "on"]), move("one", ["one", "on"])];
    const system = { name: "lights", actors, moves };
    assertEquals(namesAfter(system), ["both", "one"]);
    assertEquals(namesAfter(system, "one"), []);
    assertEquals(namesAfter(system, "both"), []);
  });

  it("may deliver several events to one actor, one after the other", () => {
    const moves = [move("flash", ["one", "on"], ["one", "off"])];
    assertEquals(namesAfter({ name: "light", actors: { one: light }, moves }, "flash"), ["flash"]);
  });

  it("that delivers nothing can happen, and changes nothing", () => {
    assertEquals(namesAfter({ name: "idle", actors: {}, moves: [move("wait")] }, "wait"), ["wait"]);
  });

  it("for an actor that is not there is a model error", () => {
    const system = { name: "lights", actors: { one: light }, moves: [move("x", ["two", "on"])] };
    assertThrows(
      () => namesAfter(system),
      ModelError,
      'System "lights" has no actor "two", it has one',
    );
  });

  it("whose plan throws is a model error with a cause", () => {
    const plan = () => {
      throw new RangeError("out of cheese");
    };
    const system = { name: "lights", actors: {}, moves: [{ name: "go", plan }] };
    const error = assertThrows(() => namesAfter(system), ModelError);
    assertEquals(error.message, 'The plan of move "go" fails: out of cheese');
    assertInstanceOf(error.cause, RangeError);
  });

  it("has a name of its own", () => {
    const system = { name: "lights", actors: {}, moves: [move("go"), move("go")] };
    assertThrows(() => new Stepping(system), ModelError, 'has two moves named "go"');
  });
});

describe("a message", () => {
  const speaking = (...params: unknown[]): System => ({
    name: "speech",
    actors: {
      ...Object.fromEntries(params.map((param, i) => [`s${i}`, says(param)])),
      ear: machine({ id: "ear", on: { hear: { actions: "listen" } } }),
    },
    moves: params.map((_, i) => move(`s${i}.speaks`, [`s${i}`, "speak"])),
  });

  it("can arrive once it was sent, and again and again", () => {
    const system = speaking({ to: "ear", event: { type: "hear", word: "hello" } });
    assertEquals(namesAfter(system), ["s0.speaks"]);
    assertEquals(namesAfter(system, "s0.speaks"), ["s0.speaks", "ear.hear.word.hello"]);
    assertEquals(namesAfter(system, "s0.speaks", "ear.hear.word.hello", "s0.speaks"), [
      "s0.speaks",
      "ear.hear.word.hello",
    ]);
  });

  it("is named by all it says: nested fields, and fields that only differ by name or type", () => {
    const hear = (fields: object) => ({ to: "ear", event: { type: "hear", ...fields } });
    const system = speaking(
      hear({ at: { lsn: 1n } }),
      hear({ a: 1 }),
      hear({ b: 1 }),
      hear({ a: "1" }),
    );
    assertEquals(namesAfter(system, "s0.speaks", "s1.speaks", "s2.speaks", "s3.speaks").slice(4), [
      'ear.{"at":{"lsn":1n},"type":"hear"}',
      "ear.hear.a.1",
      "ear.hear.b.1",
      'ear.{"a":"1","type":"hear"}',
    ]);
  });

  it("may be sent on entering the first state", () => {
    const system: System = {
      name: "greeting",
      actors: {
        host: machine({
          entry: { type: "send", params: { to: "guest", event: { type: "hear" } } },
        }),
        guest: machine({ on: { hear: { actions: "listen" } } }),
      },
      moves: [],
    };
    assertEquals(namesAfter(system), ["guest.hear"]);
  });

  for (const params of [undefined, {}, { to: "ear" }, { to: "ear", event: { word: 1 } }]) {
    it(`is an actor and an event, not ${JSON.stringify(params)}`, () => {
      assertThrows(
        () => namesAfter(speaking(params)),
        ModelError,
        'The params of "send" are { to: actor, event: { type, ... } }, not',
      );
    });
  }

  it("for an actor that is not there is a model error", () => {
    const system = speaking({ to: "nose", event: { type: "hear" } });
    assertThrows(() => namesAfter(system), ModelError, 'no actor "nose"');
  });
});
