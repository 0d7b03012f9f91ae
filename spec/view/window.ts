/**
 * The window of records that still matter: what every copy holds and every point has passed is
 * forgotten, so that memory follows what is in flight and not the length of the trace.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import type { View } from "../view.ts";
import type { Extent } from "./extent.ts";
import type { Chain } from "./log.ts";

/** How much a view keeps. */
export interface WindowOptions {
  /** After so many new records at least, a view looks what it can forget. Default 4096. */
  readonly every?: number;
  /**
   * So many records are kept for the copies that lag behind; then only what is not durable is kept,
   * and the chains of those copies are no longer judged until they report an SCL. Default 2^20.
   */
  readonly most?: number;
}

/** Forgets records now and then. */
export class Window {
  readonly #every: number;
  readonly #most: number;
  #countdown: number;

  /** A window of this size. */
  constructor({ every = 4096, most = 1 << 20 }: WindowOptions = {}) {
    this.#every = every;
    this.#most = most;
    this.#countdown = every;
  }

  /** A record was written. */
  grow(view: View): void {
    if (--this.#countdown > 0) return;
    forget(view, this.#most);
    // At least as many as are left, so that looking through them costs a constant for each.
    this.#countdown = Math.max(this.#every, view.log.size);
  }
}

function forget(view: View, most: number): void {
  const { log } = view;
  // Where nobody can tell what is durable, nothing has to wait for it.
  const canTell = view.config.size > 0 && view.seesHolders();
  const point = announcedPoint(view, canTell ? view.durablePoint() ?? log.floor : log.highest);
  const ends = new Map<string, Lsn | undefined>();
  for (const [pg, chain] of log.chains) ends.set(pg, endOfLaggard(view, pg, chain));
  for (let first = log.first; first !== undefined; first = log.first) {
    if (first.lsn > point) break;
    const end = ends.get(first.pg);
    if (end !== undefined && first.lsn > end && log.size <= most) break;
    log.forgetFirst();
  }
  view.commits.forget(log.floor);
  view.transactions.forget(log.floor);
  tidy(view);
}

/** What was announced may lag behind what is true, and is still to be judged. */
function announcedPoint(view: View, point: Lsn): Lsn {
  const { points } = view;
  let least = point;
  const bound = (lsn: Lsn) => {
    if (lsn < least) least = lsn;
  };
  if (view.sees("vcl")) bound(points.vcl);
  if (view.sees("vdl")) bound(points.vdl);
  return least;
}

/** The end of what the slowest of all that follow a group have; undefined where nobody follows. */
function endOfLaggard(view: View, pg: string, chain: Chain): Lsn | undefined {
  let least: Lsn | undefined;
  const bound = (lsn: Lsn) => {
    if (least === undefined || lsn < least) least = lsn;
  };
  const follow = (extent: Extent) => {
    if (extent.isKnown(chain)) bound(extent.end(chain)!);
  };
  for (const { segment } of view.config.group(pg)?.members ?? []) {
    if (view.seesHolders()) follow(view.held(segment));
    if (view.sees("coalesce")) follow(view.copy(segment).applied);
  }
  // What a replica is still to apply is followed in its cache.
  const { slowest } = view.replicas;
  if (slowest !== undefined && view.sees("apply")) bound(slowest);
  if (view.sees("pgcl") && view.points.pgcl(pg) < chain.end) bound(view.points.pgcl(pg));
  return least;
}

/** Drops what the copies need not name any more. */
function tidy({ copies, answers, reports }: View): void {
  for (const copy of copies.values()) copy.tidy();
  answers.tidy();
  reports.tidy();
}
