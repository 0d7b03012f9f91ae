/**
 * What a recording shows, read in the plainest way: a second opinion beside the judge's.
 *
 * @module
 */
import type { Lsn, SegmentId } from "../../model/terms.ts";
import type { EventOf, TraceEvent } from "../../traces/mod.ts";

type Ack = EventOf<"commit-acked">;

const QUORUM = 4;

/** The acknowledgements for which fewer than four nodes had reported an SCL at or above the SCN. */
export function acksBeforeQuorum(events: readonly TraceEvent[]): Ack[] {
  const scls = new Map<SegmentId, Lsn>();
  return events.filter((event): event is Ack => {
    if (event.kind === "scl") scls.set(event.seg, event.lsn);
    if (event.kind !== "commit-acked") return false;
    const holders = [...scls.values()].filter((scl) => scl >= event.scn!);
    return holders.length < QUORUM;
  });
}

/** The reports that are lower than an earlier one of the same node. */
export function sclsGoBack(events: readonly TraceEvent[]): TraceEvent[] {
  const scls = new Map<SegmentId, Lsn>();
  return events.filter((event) => {
    if (event.kind !== "scl") return false;
    const before = scls.get(event.seg) ?? 0n;
    scls.set(event.seg, event.lsn);
    return event.lsn < before;
  });
}

/** Does the node note nothing between freeze and thaw, and between crash and restart? */
export function isSilent(events: readonly TraceEvent[], node: SegmentId): boolean {
  let stopped = false;
  for (const event of events) {
    const about = "node" in event && event.node === node ? event.kind : undefined;
    if (about === "thaw" || about === "restart") stopped = false;
    if (stopped && event.by === node) return false;
    if (about === "freeze" || about === "crash") stopped = true;
  }
  return true;
}

/**
 * The trace with one acknowledgement in the middle moved up, just before the fourth report that
 * covers it, and the line on which it stands now.
 */
export function ackTooEarly(
  events: readonly TraceEvent[],
): { sabotaged: TraceEvent[]; line: number } {
  const acks = events.filter((event) => event.kind === "commit-acked");
  const ack = acks[Math.floor(acks.length / 2)]!;
  const covered = new Set<SegmentId>();
  const fourth = events.findIndex((event) => {
    if (event.kind === "scl" && event.lsn >= ack.scn!) covered.add(event.seg);
    return covered.size === QUORUM;
  });
  const rest = events.filter((event) => event !== ack);
  return { sabotaged: rest.toSpliced(fourth, 0, ack), line: fourth + 1 };
}
