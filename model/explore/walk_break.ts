/**
 * The shortest that can be made of a walk on which a claim broke.
 *
 * @module
 */
import { shortened } from "./shorten.ts";
import type { Stepping } from "./stepping.ts";
import type { Watch } from "./watch.ts";
import { Ways } from "./ways.ts";

/** What broke, and when. */
export interface Break {
  /** Index of the claim. */
  readonly claim: number;
  /** In the first state, in the last step, or in the last state, which is at rest. */
  readonly moment: "start" | "step" | "rest";
}

/** A path that breaks a claim, and what it then says. */
export interface Breaking {
  /** Numbers of moves. */
  readonly path: readonly number[];
  /** One sentence. */
  readonly why: string;
}

/** Leaves out whatever a claim can be broken without. */
export function shortestOf(
  stepping: Stepping,
  watch: Watch,
  path: readonly number[],
  broken: Break,
): Breaking {
  const attempt = (some: readonly number[]) => follow(stepping, watch, some, broken);
  const short = shortened(path, (some) => attempt(some)?.path);
  const found = attempt(short);
  if (found) return found;
  throw new Error("A walk that broke a claim does not break it again: has a rule another input?");
}

/** Takes what can be taken of a path, up to the step that breaks the claim. */
function follow(
  stepping: Stepping,
  watch: Watch,
  path: readonly number[],
  { claim, moment }: Break,
): Breaking | undefined {
  const ways = new Ways(stepping);
  const isAsked = (index: number) => index === claim;
  const taken: number[] = [];
  let row: Int32Array = stepping.initial;
  const found = (why: string | undefined) => why === undefined ? undefined : { path: taken, why };
  if (moment === "start") return found(watch.onStart?.(stepping.look(row), isAsked)?.broken?.why);
  const atRest = () =>
    moment === "rest" && ways.areAtRest(row)
      ? watch.onRest?.(stepping.look(row), isAsked).broken?.why
      : undefined;
  for (const move of path) {
    const after = new Int32Array(row.length);
    if (!stepping.step(row, move, after)) continue;
    taken.push(move);
    const edge = {
      move: stepping.move(move),
      before: stepping.look(row),
      after: stepping.look(after),
    };
    const why = moment === "step" && watch.onMove(edge, () => false, isAsked).broken?.why;
    row = after;
    if (why) return found(why);
    const rests = atRest();
    if (rests) return found(rests);
  }
  return found(path.length === 0 ? atRest() : undefined);
}
