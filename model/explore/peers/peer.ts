/**
 * One of several peers who search a system together: each keeps a part of the states, and expands
 * what it keeps.
 *
 * @module
 */
import { countsOf } from "../counts.ts";
import { Expansion } from "../expansion.ts";
import { Stepping } from "../stepping.ts";
import { Likeness } from "../symmetry/likeness.ts";
import type { System } from "../system.ts";
import { ELSEWHERE, Tally } from "../tally.ts";
import type { Watch } from "../watch.ts";
import { Common, type CommonMemory, NONE, type Waiting } from "./common.ts";
import { Keeper } from "./keeper.ts";
import { type Level, Numbering } from "./numbering.ts";
import { type Agenda, type Reached, report } from "./report.ts";
import type { Share } from "./share.ts";

/** What peers are asked. All of them are asked the same. */
export interface PeerOptions {
  /** Go on when a claim is broken? Default: no. */
  readonly all?: boolean;
  /** Stop after this many states of all peers. */
  readonly maxStates?: number;
}

/** Which of the peers one is, and the memory that it shares with the others. */
export interface PeerPlace {
  readonly index: number;
  readonly common: CommonMemory;
}

/** How far one peer is. */
export interface PeerProgress {
  /** States that it keeps. */
  readonly states: number;
  /** States of these that it expanded. */
  readonly expanded: number;
  /** Steps from these. */
  readonly edges: number;
  /** Memory that its states take. Unit: bytes. */
  readonly bytes: number;
  /** How many states there are at each distance, among all peers, up to the level at hand. */
  readonly levels: readonly number[];
}

/** States that are expanded between two looks at what others have to say. */
const PASS_EVERY = 64;
/** States that are expanded between two reports of progress, and which part of all: the more counts. */
const TELL_EVERY = 2048;
const TELL_PART = 1 / 256;

/** A peer. */
export class Peer {
  readonly #index: number;
  readonly #limit: number;
  readonly #common: Common;
  readonly #stepping: Stepping;
  readonly #tally: Tally;
  readonly #likeness: Likeness | undefined;
  readonly #keeper: Keeper;
  readonly #expansion: Expansion;
  readonly #numbering: Numbering;
  readonly #row: Int32Array;
  readonly #levels: number[] = [1];
  readonly #onProgress: (progress: PeerProgress) => void;
  #expanded = 0;
  /** Own states of which all peers know. */
  #told = 0;
  /** Progress is told when so many are expanded. */
  #tellAt = TELL_EVERY;
  #failure: { readonly at: number; readonly error: unknown } | undefined;

  constructor(
    system: System,
    watch: Watch,
    { index, common }: PeerPlace,
    { all = false, maxStates = Infinity }: PeerOptions = {},
    onProgress: (progress: PeerProgress) => void = () => {},
  ) {
    this.#index = index;
    this.#limit = maxStates;
    this.#common = new Common(common);
    this.#stepping = new Stepping(system);
    if ((system.symmetry ?? []).length > 0) this.#likeness = new Likeness(this.#stepping, watch);
    this.#tally = new Tally(this.#stepping, watch, all, [], this.#likeness);
    this.#keeper = new Keeper(this.#stepping, this.#common, index);
    this.#expansion = new Expansion(this.#stepping, this.#tally, this.#keeper, this.#keeper);
    this.#numbering = new Numbering(this.#common, index, maxStates);
    this.#row = new Int32Array(this.#stepping.width);
    this.#onProgress = onProgress;
  }

  /** Searches, and gives its share of what was found. Where it has to wait, it yields. */
  *run(): Waiting<Share> {
    const { own } = this.#keeper;
    let agenda = this.#begin();
    let known = own.size;
    let before = countsOf(this.#tally, this.#expansion);
    yield* this.#agree();
    const isOver = this.#common.get("stop") < NONE || this.#limit < 1;
    // Whoever goes on may end the search in the first level: not before all have looked.
    yield* this.#common.meet(this.#index);
    if (isOver) {
      const ending = { at: 0, isExpanded: false };
      return yield* this.#report({ agenda, known, before, ending });
    }
    for (let level: Level = { first: 0, size: 1 };;) {
      this.#dismiss();
      yield* this.#expandAll(agenda);
      yield* this.#agree();
      const stop = this.#common.get("stop");
      const isCounted = stop === NONE || this.#limit < Infinity;
      const next = isCounted ? yield* this.#numbering.next(level, own) : NOTHING;
      const limit = this.#common.get("limit");
      if (next.size > 0 && next.first <= Math.min(stop, limit)) this.#levels.push(next.size);
      if (stop < NONE || limit < NONE) {
        const ending = { at: Math.min(stop, limit), isExpanded: stop < limit };
        return yield* this.#report({ agenda, known, before, ending });
      }
      if (next.size === 0) return yield* this.#report({ agenda, known, before });
      level = next;
      known = own.size;
      before = countsOf(this.#tally, this.#expansion);
      agenda = { order: own.ordered(level.first, level.size), expanded: 0 };
    }
  }

  #begin(): Agenda {
    const { initial } = this.#stepping;
    const order = this.#keeper.start(initial);
    if (order.length > 0) {
      this.#likeness?.start(initial);
      this.#tally.start(initial);
      if (this.#tally.isOver) this.#common.atMost("stop", 0);
    }
    return { order, expanded: 0 };
  }

  /** Expands the states of a level, and hears from others what they lead to. */
  *#expandAll(agenda: Agenda): Waiting<void> {
    const { order } = agenda;
    for (; agenda.expanded < order.length; agenda.expanded++) {
      const at = order[agenda.expanded]!;
      const number = this.#keeper.own.number(at);
      if (number > this.#common.get("stop") || number > this.#common.get("bound")) break;
      this.#expand(at, number);
      if (this.#expanded % PASS_EVERY === 0) {
        yield* this.#keeper.exchange.relieve();
        this.#mind();
      }
      if (this.#expanded >= this.#tellAt) this.#tellProgress();
    }
    yield* this.#keeper.exchange.end();
  }

  #expand(at: number, number: number): void {
    this.#stepping.now = number;
    // Before anyone can hear of what the state leads to.
    Atomics.store(this.#common.reached, this.#index, number);
    this.#keeper.read(at, this.#row);
    this.#expanded++;
    try {
      this.#expansion.expand(number, this.#row);
      this.#likeness?.state(this.#row);
    } catch (error) {
      this.#failure = { at: number, error };
    }
    if (this.#failure || this.#tally.isOver) this.#common.atMost("stop", number);
  }

  /** Ends the level early where as many states are found as are allowed. */
  #mind(): void {
    const { size } = this.#keeper.own;
    const found = this.#common.add("found", size - this.#told);
    this.#told = size;
    if (found <= this.#limit) return;
    const reached = this.#common.reached.map((_, peer, all) => Atomics.load(all, peer));
    this.#common.atMost("bound", Math.max(...reached));
  }

  /** Tells what was seen in the level, and waits for all others. */
  *#agree(): Waiting<void> {
    const { broken, sights, watch } = this.#tally;
    for (const [claim, { at }] of broken) this.#common.want(claim, at);
    sights.forEach((sight, witness) => {
      if (sight && sight !== ELSEWHERE) this.#common.want(watch.claims.length + witness, sight.at);
    });
    this.#common.atLeast("place", this.#keeper.mostChildren);
    yield* this.#common.meet(this.#index);
  }

  /** Claims that broke, here or elsewhere, are asked no more, and witnesses that were seen neither. */
  #dismiss(): void {
    const { claims, witnesses } = this.#tally.watch;
    const isFound = (what: number) => Atomics.load(this.#common.wanted, what) < NONE;
    this.#tally.dismiss(claims.keys().filter(isFound));
    this.#tally.spare(witnesses.keys().filter((witness) => isFound(claims.length + witness)));
  }

  #report(reached: Reached): Waiting<Share> {
    const searched = {
      index: this.#index,
      common: this.#common,
      stepping: this.#stepping,
      tally: this.#tally,
      keeper: this.#keeper,
      expansion: this.#expansion,
      levels: this.#levels,
      ...this.#failure && { failure: this.#failure },
    };
    return report(searched, reached);
  }

  #tellProgress(): void {
    this.#tellAt = this.#expanded + Math.max(TELL_EVERY, TELL_PART * this.#expanded);
    this.#onProgress({
      states: this.#keeper.own.size,
      expanded: this.#expanded,
      edges: this.#expansion.edges,
      bytes: this.#keeper.bytes,
      levels: this.#levels,
    });
  }
}

const NOTHING: Level = { first: NONE, size: 0 };

/** How many places are wanted for what a watch may see: one more, for what may go wrong. */
export function wantedBy({ claims, witnesses }: Watch): number {
  return claims.length + witnesses.length + 1;
}
