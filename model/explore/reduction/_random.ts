/** Random systems of small machines that send each other messages, and what is asked of them. */
import fc from "fast-check";
import { assigns, type Given, machine } from "../_machine.ts";
import type { Delivery, Event, LocalState, Machine, Move, System, World } from "../system.ts";
import type { Broken, Outcome, Watch } from "../watch.ts";

/** A question about one actor. */
export interface Look {
  readonly actor: number;
  readonly by: "value" | "matches" | "context" | "part" | "can";
  readonly is: number;
}

interface Rule {
  readonly target: number;
  readonly adds: boolean;
  readonly guard: "none" | "context" | "event";
  readonly is: number;
  readonly sends: { readonly to: number; readonly type: number; readonly tells: boolean } | null;
}

/** What each state makes of each event: null for one that it ignores. */
type Chart = readonly (readonly (Rule | null)[])[];

interface Planned {
  readonly when: readonly Look[];
  readonly to: readonly { readonly actor: number; readonly type: number }[];
  /** The actor whose number the events carry. */
  readonly tells: number | null;
  readonly fault: boolean;
}

/** A system at random. */
export interface Case {
  readonly charts: readonly Chart[];
  readonly moves: readonly Planned[];
  /** Situations: a claim says that one never comes about, a witness that it does. */
  readonly situations: readonly (readonly Look[])[];
  /** Of situations, the moves that they are asked of, and whether before or after. */
  readonly moments: readonly { readonly move: number; readonly before: boolean }[];
}

const NUMBERS = 2;
const EVENTS = ["e0", "e1", "m0", "m1"];
const nameOf = (actor: number): string => `a${actor}`;
const numberOf = ({ context }: LocalState): number => context.n;

/** Systems of a number of actors, each in one of `states` states. */
export function systems(actors: number, states: number, moves: number): fc.Arbitrary<Case> {
  const actor = fc.nat(actors - 1);
  const look = fc.record({
    actor,
    by: fc.constantFrom("value", "matches", "context", "part", "can"),
    is: fc.nat(NUMBERS - 1),
  });
  const sends = fc.record({ to: actor, type: fc.nat(1), tells: fc.boolean() });
  const rule = fc.record({
    target: fc.nat(states - 1),
    adds: fc.boolean(),
    guard: fc.constantFrom("none", "none", "context", "event"),
    is: fc.nat(NUMBERS - 1),
    sends: seldom(sends, null),
  });
  const rules = list(fc.option(rule, { freq: 2 }), EVENTS.length);
  const delivery = fc.record({ actor, type: fc.nat(1) });
  const both = fc.uniqueArray(delivery, {
    minLength: 2,
    maxLength: 2,
    selector: (to) => to.actor,
  });
  const planned = fc.record({
    when: seldom(fc.array(look, { minLength: 1, maxLength: 2 }), []),
    to: fc.oneof({ weight: 3, arbitrary: fc.tuple(delivery) }, { weight: 1, arbitrary: both }),
    tells: seldom(actor, null),
    fault: fc.nat(4).map((n) => n === 0),
  });
  return fc.record({
    charts: list(list(rules, states), actors),
    moves: list(planned, moves),
    situations: fc.array(fc.array(look, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
    moments: list(fc.record({ move: fc.nat(moves - 1), before: fc.boolean() }), 4),
  });
}

/** The system of a case. */
export function systemOf({ charts, moves }: Case): System {
  return {
    name: "random",
    actors: Object.fromEntries(charts.map((chart, actor) => [nameOf(actor), machineOf(chart)])),
    moves: moves.map(moveOf),
  };
}

/** Does a look come out true? */
function isSo(world: World, { actor, by, is }: Look): boolean {
  const name = nameOf(actor);
  switch (by) {
    case "value":
      return world.state(name).value === `s${is}`;
    case "matches":
      return world.state(name).matches(`s${is}`);
    case "context":
      return world.state(name).context.n === is;
    case "part":
      return world.part(name, numberOf) === is;
    case "can":
      return world.state(name).can({ type: "e0", k: is });
  }
}

/** A situation that comes about where all looks are true. */
export function situationOf(looks: readonly Look[]): (world: World) => boolean {
  return (world) => looks.every((look) => isSo(world, look));
}

/** A watch that asks for each situation at the step of a move, and at rest. */
export function watchSteps({ situations, moments }: Case): Watch {
  const names = situations.map((_, index) => `situation ${index}`);
  const cases = situations.map(situationOf);
  return {
    claims: names,
    witnesses: names,
    onMove({ move, before, after }, isSought, isAsked): Outcome {
      const isAt = (index: number) => {
        const moment = moments[index % moments.length]!;
        return move.name === `move ${moment.move}` && cases[index]!(moment.before ? before : after);
      };
      const claim = cases.findIndex((_, index) => isAsked(index) && isAt(index));
      const seen = cases.flatMap((_, index) => isSought(index) && isAt(index) ? [index] : []);
      return { met: [], seen, ...claim >= 0 && { broken: brokenBy(claim) } };
    },
    onRest(world, isAsked): Outcome {
      const claim = cases.findIndex((is, index) => index % 2 === 1 && isAsked(index) && is(world));
      return { met: [], seen: [], ...claim >= 0 && { broken: brokenBy(claim) } };
    },
  };
}

function brokenBy(claim: number): Broken {
  return { claim, why: "it came about" };
}

function machineOf(chart: Chart): Machine {
  const states = chart.map((rules, state) => [
    `s${state}`,
    { on: Object.fromEntries(rules.map((rule, event) => [EVENTS[event], rule ? one(rule) : {}])) },
  ]);
  return machine({
    id: "random",
    context: { n: 0 },
    initial: "s0",
    states: Object.fromEntries(states),
  });
}

function one({ target, adds, guard, is, sends }: Rule): object {
  const add = assigns(({ context }) => ({ n: (context["n"]! + 1) % NUMBERS }));
  const tell = ({ context }: Given) => ({
    to: nameOf(sends!.to),
    event: { type: `m${sends!.type}`, k: sends!.tells ? context["n"] : 0 },
  });
  return {
    target: `s${target}`,
    ...guard === "context" && { guard: ({ context }: Given) => context["n"] === is },
    ...guard === "event" && { guard: ({ event }: Given) => event["k"] === is },
    actions: [...adds ? [add] : [], ...sends ? [{ type: "send", params: tell }] : []],
  };
}

function moveOf({ when, to, tells, fault }: Planned, index: number): Move {
  return {
    name: `move ${index}`,
    fault,
    plan(world): Delivery[] | undefined {
      if (!when.every((look) => isSo(world, look))) return undefined;
      const k = tells === null ? 1 : world.state(nameOf(tells)).context.n;
      return to.map(({ actor, type }) => {
        const event: Event = { type: `e${type}`, k };
        return { to: nameOf(actor), event };
      });
    },
  };
}

/** One time in four. */
function seldom<T, E>(one: fc.Arbitrary<T>, otherwise: E): fc.Arbitrary<T | E> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(otherwise) },
    { weight: 1, arbitrary: one },
  );
}

function list<T>(each: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> {
  return fc.array(each, { minLength: length, maxLength: length });
}
