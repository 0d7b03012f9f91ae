/**
 * A row of numbers as a world, and rules about worlds that remember their answers.
 *
 * @module
 */
import { type ReadSlot, Remembered } from "./remembered.ts";
import type { Stepping } from "./stepping.ts";
import type { LocalState, World } from "./system.ts";
import type { Edge } from "./watch.ts";

/** A row behind the names of its actors. */
export class RowWorld implements World {
  readonly stepping: Stepping;
  readonly read: ReadSlot;

  constructor(stepping: Stepping, read: ReadSlot) {
    this.stepping = stepping;
    this.read = read;
  }

  state(actor: string): LocalState {
    const slot = this.stepping.slot(actor);
    return this.stepping.steppers[slot]!.snapshot(this.read(slot));
  }

  part<T>(actor: string, of: (state: LocalState) => T): T {
    const slot = this.stepping.slot(actor);
    const part = this.stepping.steppers[slot]!.part(of);
    return part.value(this.read(slot, part)) as T;
  }
}

/**
 * The same rule, asked once for all worlds that look the same to it. Rules made of such rules are
 * asked again only where one of these is. The rule must have no other input than the world.
 */
export function remembered<T>(rule: (world: World) => T): (world: World) => T {
  const known = new WeakMap<Stepping, Remembered<T>>();
  return (world) => {
    if (!(world instanceof RowWorld)) return rule(world);
    const { stepping } = world;
    let answers = known.get(stepping);
    if (answers === undefined) {
      answers = new Remembered((read) => rule(new RowWorld(stepping, read)));
      known.set(stepping, answers);
    }
    return answers.askThrough(world.read);
  };
}

/** The same for a rule about steps, move by move. */
export function rememberedStep<T>(rule: (edge: Edge) => T): (edge: Edge) => T {
  const byMove = new Map<Edge["move"], (edge: Edge) => T>();
  return (edge) => {
    let answer = byMove.get(edge.move);
    if (answer === undefined) {
      answer = rememberedMove(edge.move, rule);
      byMove.set(edge.move, answer);
    }
    return answer(edge);
  };
}

/** Both worlds are read as one row: the state after stands behind the state before. */
function rememberedMove<T>(move: Edge["move"], rule: (edge: Edge) => T): (edge: Edge) => T {
  const known = new WeakMap<Stepping, Remembered<T>>();
  return (edge) => {
    const { before, after } = edge;
    if (!(before instanceof RowWorld && after instanceof RowWorld)) return rule(edge);
    const { stepping } = before;
    const { width } = stepping;
    let answers = known.get(stepping);
    if (answers === undefined) {
      answers = new Remembered((read) =>
        rule({
          move,
          before: new RowWorld(stepping, read),
          after: new RowWorld(stepping, (slot, part) => read(slot + width, part)),
        })
      );
      known.set(stepping, answers);
    }
    return answers.askThrough((slot, part) =>
      slot < width ? before.read(slot, part) : after.read(slot - width, part)
    );
  };
}
