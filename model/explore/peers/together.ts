/**
 * What several peers found, put together: the same as a search on one thread finds.
 *
 * @module
 */
import { sumOfAsked, unspecialisedIn } from "../asked.ts";
import { Asking } from "../asking.ts";
import { blamed } from "../blame.ts";
import { confirm } from "../confirm.ts";
import { sumOf } from "../counts.ts";
import { chartsOf } from "../coverage.ts";
import type { Exploration } from "../exploration.ts";
import { explore } from "../explore.ts";
import { findings, type Way } from "../findings.ts";
import { History } from "../history.ts";
import { Stepping } from "../stepping.ts";
import type { System } from "../system.ts";
import type { Sight } from "../tally.ts";
import type { Watch } from "../watch.ts";
import type { PeerOptions } from "./peer.ts";
import { rowTold } from "./rows.ts";
import { errorOf, type Failure, type Share, type WayState } from "./share.ts";
import { Tongue } from "./tongue.ts";

/**
 * Puts the shares of all peers together.
 *
 * @throws {ModelError} for a model that cannot be explored honestly.
 * @throws {Error} where a counterexample does not happen again when XState alone plays it.
 */
export function together(
  system: System,
  watch: Watch,
  options: PeerOptions,
  shares: readonly Share[],
): Exploration {
  // Where actors are not alike, what is told of it depends on where each peer looked.
  if (shares.some(({ failure }) => failure?.isUnlike)) {
    return explore(system, { ...options, watch });
  }
  const stepping = new Stepping(system);
  const ways = new Ways(stepping, shares);
  const failure = shares.find((share) => share.failure);
  if (failure) throw failing(failure.failure!, stepping, ways.to(failure.at!));
  const found = findings(
    new Asking(stepping, watch),
    { ...seenBy(shares, watch), all: options.all ?? false },
    (at) => ways.to(at),
  );
  for (const violation of found.violations) confirm(system, watch, violation);
  return { ...countsOf(stepping, shares), ...found };
}

function countsOf(
  stepping: Stepping,
  shares: readonly Share[],
): Omit<Exploration, keyof ReturnType<typeof findings>> {
  const sum = (of: (share: Share) => number) => shares.reduce((all, share) => all + of(share), 0);
  const [{ at, levels, symmetry }] = shares as [Share];
  const machines = [...new Set(stepping.steppers)];
  const states = sum((share) => share.states);
  return {
    states,
    frontier: states - (at ?? states),
    depth: levels.length - 1,
    levels,
    complete: at === undefined,
    symmetry,
    ...sumOf(shares),
    asked: sumOfAsked(shares.map((share) => share.asked)),
    unspecialised: unspecialisedIn(stepping),
    charts: chartsOf(
      stepping,
      (stepper) => shares.flatMap(({ marks }) => marks[machines.indexOf(stepper)]!),
    ),
    bytes: sum((share) => share.bytes),
  };
}

function seenBy(shares: readonly Share[], { claims, witnesses }: Watch) {
  const broken = new Map<number, Sight>();
  const sights: (Sight | undefined)[] = witnesses.map(() => undefined);
  for (const { what, ...sight } of shares.flatMap((share) => share.sights)) {
    if (what < claims.length) broken.set(what, sight);
    else sights[what - claims.length] = sight;
  }
  return { broken, sights };
}

/** The ways to states that peers told. */
class Ways {
  readonly #stepping: Stepping;
  readonly #history: History;
  readonly #told = new Map<
    number,
    { readonly state: WayState; readonly texts: readonly string[] }
  >();
  readonly #tongue: Tongue;

  constructor(stepping: Stepping, shares: readonly Share[]) {
    this.#stepping = stepping;
    this.#history = new History(stepping);
    this.#tongue = new Tongue(stepping);
    for (const { ways, texts } of shares) {
      for (const state of ways) this.#told.set(state.number, { state, texts });
    }
  }

  to(number: number): Way {
    const orbits: number[] = [];
    for (let at = number; at > 0;) {
      const { state, texts } = this.#told.get(at)!;
      orbits.unshift(this.#history.add(rowTold(this.#tongue, texts, state.row)));
      at = state.parent;
    }
    return this.#history.wayThrough(orbits);
  }
}

/** The error that ended the search: what a model did wrong is told with the way there. */
function failing(failure: Failure, stepping: Stepping, { path, row }: Way): unknown {
  const error = errorOf(failure);
  return failure.isOfModel ? blamed(error, stepping, row, path) : error;
}
