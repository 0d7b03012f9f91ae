/**
 * Lines that change what the others mean, as late as nodes and messages allow. In a trace that was
 * merged by wall clocks, what such a line rests on may stand behind it, by another node: the copies
 * that had learned before a volume was opened, the page that had moved before another was freed.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventKind, TraceEvent } from "../../traces/event.ts";
import type { Take } from "./merge.ts";
import { isBarrier, isOnCopy, nodeOf, speaksOf, UNNAMED } from "./place.ts";
import { isBehind } from "./waits.ts";

type Kinds = Readonly<Record<string, readonly string[] | undefined>>;

/** Around these every line stays: they tell how to read the others, or take history back. */
const FIXED: ReadonlySet<string> = new Set<EventKind>([
  ...["trace", "sees", "setting", "lal", "instance", "size-limit", "clone-limit"] as const,
  ...["backtrack-window", "rewindable", "geometry-epoch", "backtrack", "end"] as const,
]);

/** Such lines that may have come before others of them. */
const AMONG_THEM: Kinds = {
  discard: ["group", "membership-epoch"],
  free: ["page", "delete-volume"],
  usage: ["page", "free", "delete-volume"],
};

/** Before these anything may have come but what others see of them. */
const SEEN: Kinds = {
  open: ["restart", "thaw", "az-up", "heal"],
  promote: ["restart", "thaw", "az-up", "heal"],
  clone: ["read"],
  page: ["read"],
  "delete-volume": ["read"],
};

/** What a client was told stands: no recovery is in the right since it came before. */
const ANSWERS: ReadonlySet<string> = new Set<EventKind>(["commit-acked", "commit-failed"]);

/**
 * How lines pass each other. `late`: what may have come before such a line does. `waiting`: what
 * speaks of a record that is still to be written waits for it, too, and such lines may pass it.
 * `close`: they may pass all that others said, so that little stands between one and the next.
 */
export type Manner = "late" | "waiting" | "close";

interface Held {
  readonly event: TraceEvent;
  readonly line: number;
  /** It waits for a line that is still to come. */
  readonly isEarly: boolean;
}

/** Holds such lines back for at most `reach` lines, and lets pass what may have come before. */
export class Late {
  readonly #reach: number;
  readonly #manner: Manner;
  readonly #take: Take;
  readonly #groups = new Set<string>();
  readonly #written = new Map<string | undefined, Lsn>();
  #held: Held[] = [];
  #seesWrites = false;

  /** Hands each event to `take`, in the other order. */
  constructor(reach: number, take: Take, manner: Manner) {
    this.#manner = manner;
    this.#reach = reach;
    this.#take = take;
  }

  /** Takes the next line. */
  push(event: TraceEvent, line: number): void {
    const due = this.#held.findLastIndex((held) => line - held.line >= this.#reach);
    if (due >= 0) this.#release(due + 1);
    if (event.kind === "sees") this.#seesWrites ||= event.kinds.includes("write");
    const isFixed = this.#isFixed(event);
    if (isFixed) this.flush();
    const at = this.#placeOf(event);
    const isEarly = this.#manner === "waiting" && this.#isEarly(event);
    const isHeld = isEarly || isBarrier(event) && !isFixed;
    if (at > 0 || this.#held.length === 0 && isHeld) {
      this.#held.splice(at, 0, { event, line, isEarly });
    } else this.#take(event, line);
  }

  /** Lets go all that is held back. */
  flush(): void {
    this.#release(this.#held.length);
  }

  /** Before which of those that are held back does it stand? */
  #placeOf(event: TraceEvent): number {
    let place = this.#held.length;
    for (let at = place - 1; at >= 0; at--) {
      const { event: other, isEarly } = this.#held[at]!;
      if (!mayPrecede(event, other)) break;
      if (this.#manner === "close" || isEarly || isBarrier(other) || !isBarrier(event)) place = at;
    }
    return place;
  }

  /** Lets go the first ones, and what was held back only behind them. */
  #release(count: number): void {
    const next = this.#held.findIndex(({ event }, at) => at >= count && isBarrier(event));
    const going = this.#held.splice(0, next < 0 ? this.#held.length : next);
    for (const { event, line } of going) this.#take(event, line);
  }

  /** Does it speak of a record that is still to be written? */
  #isEarly(event: TraceEvent): boolean {
    const written = this.#written.get(event.volume) ?? NO_LSN;
    if (event.kind !== "write") return (speaksOf(event) ?? NO_LSN) > written && this.#seesWrites;
    if (event.lsn > written) this.#written.set(event.volume, event.lsn);
    return false;
  }

  /** Nobody can tell what was said of a group before it was described; nor by whom it was, unnamed. */
  #isFixed(event: TraceEvent): boolean {
    if (event.kind !== "group") return FIXED.has(event.kind);
    const group = `${event.volume ?? ""} ${event.pg}`;
    if (event.by !== undefined && this.#groups.has(group)) return false;
    this.#groups.add(group);
    return true;
  }
}

/** May a line have come before one that stands before it? */
function mayPrecede(event: TraceEvent, other: TraceEvent): boolean {
  const [node, its] = [nodeOf(event), nodeOf(other)];
  if (node === its || isBehind(event, other)) return false;
  if (!isBarrier(other)) return true;
  if (node === UNNAMED || its === UNNAMED && !isOnCopy(event)) return false;
  if (isAboutSame(event, other)) return false;
  if (!isBarrier(event)) {
    return !ANSWERS.has(event.kind) && !SEEN[other.kind]?.includes(event.kind);
  }
  if (other.kind === "open" && other.role === "replica") return event.kind === "promote";
  if (event.kind === "volume-epoch" && other.kind === "volume-epoch") {
    return event.vepoch < other.vepoch;
  }
  return AMONG_THEM[other.kind]?.includes(event.kind) === true;
}

/** Whoever opens the volume is lost, or takes it over, later. */
function isAboutSame(event: TraceEvent, other: TraceEvent): boolean {
  if (other.kind !== "open" && other.kind !== "promote") return false;
  return "node" in event && event.node === other.instance ||
    event.kind === "promote" && event.instance === other.instance;
}
