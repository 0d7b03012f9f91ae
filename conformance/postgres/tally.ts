/**
 * What each phase of a recording came to.
 *
 * @module
 */
import type { TxnId } from "../../model/terms.ts";
import type { TraceEvent } from "../../traces/mod.ts";

/** The commits of one phase. */
export interface PhaseTally {
  /** Its name. */
  readonly name: string;
  /** Commits that clients asked for in it. */
  readonly requested: number;
  /** Commits that were acknowledged in it. */
  readonly acked: number;
  /** Commits that were refused in it. */
  readonly failed: number;
  /** Transactions whose commit was asked for and not answered when the phase ended. */
  readonly unanswered: readonly TxnId[];
}

type Counts = { -readonly [K in "requested" | "acked" | "failed"]: PhaseTally[K] };

/** The phases of a trace, in their order, by its `x-phase` lines. */
export function tally(events: readonly TraceEvent[]): PhaseTally[] {
  const waiting = new Set<TxnId>();
  const phases: PhaseTally[] = [];
  let name: string | undefined;
  let counts: Counts = { requested: 0, acked: 0, failed: 0 };
  const close = () => {
    if (name !== undefined) phases.push({ name, ...counts, unanswered: [...waiting] });
    counts = { requested: 0, acked: 0, failed: 0 };
  };
  for (const event of events) {
    if (event.kind === "x-phase") {
      close();
      name = event.x?.["x-name"] ?? "";
    }
    count(event, counts, waiting);
  }
  close();
  return phases;
}

function count(event: TraceEvent, counts: Counts, waiting: Set<TxnId>): void {
  switch (event.kind) {
    case "commit-requested":
      counts.requested++;
      waiting.add(event.txn);
      break;
    case "commit-acked":
      counts.acked++;
      waiting.delete(event.txn);
      break;
    case "commit-failed":
      counts.failed++;
      waiting.delete(event.txn);
      break;
  }
}
