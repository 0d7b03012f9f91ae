/**
 * What a recovery knows, and what follows from that.
 *
 * @module
 */
import { copiesFrom } from "../membership/configuration.ts";
import type { Counted, NewMembers } from "../membership/counted.ts";
import { type Epoch, FIRST_EPOCH, type Truncation } from "./epochs.ts";
import type { Answer, Recovered } from "./recovered.ts";
import { type Lsn, NO_LSN, type RedoRecord, type SegmentId } from "../terms.ts";
import type { InFlight } from "../writer/undo.ts";

/** Some copies. A record of true, so that the order in which they came is forgotten. */
export type Copies = Readonly<Record<SegmentId, true>>;

/** What a recovery knows. A crash takes all of it, but for what storage has or is on its way. */
export interface RecoveryContext {
  /** The volume epoch that it opens. */
  readonly epoch: Epoch;
  /** The copies that entered that epoch. */
  readonly fenced: Copies;
  /** What copies answered, by copy. */
  readonly answers: Readonly<Record<SegmentId, Answer>>;
  /** What the answers come to. */
  readonly recovered: Recovered;
  /** The transactions that are to be undone once the volume is open. */
  readonly inFlight: readonly InFlight[];
  /** Which of the recovered records each copy is known to hold. */
  readonly held: Readonly<Record<SegmentId, readonly Lsn[]>>;
  /** The copies that know what is annulled. */
  readonly informed: Copies;
  /** Who counts in a group whose members change, as it was told last; null: they do not change. */
  readonly counted: Counted | null;
  /** The last epoch that copies were asked to enter: such a request may arrive late. */
  readonly asked: Epoch;
  /** The truncations that were ever sent to the copies: they may arrive late. */
  readonly sent: readonly Truncation[];
  /** The recoveries that came to their end: what they annulled is on a write quorum. */
  readonly over: readonly Over[];
}

/** A recovery that came to its end. */
export interface Over extends Truncation {
  /** The VDL from which the log went on. */
  readonly vdl: Lsn;
}

/** What happens to a recovery. */
export type RecoveryEvent =
  | { readonly type: "start"; readonly epoch: Epoch; readonly counted?: Counted }
  | { readonly type: "learn"; readonly counted: Counted }
  | { readonly type: "fenced" | "informed"; readonly segment: SegmentId }
  | { readonly type: "answer"; readonly segment: SegmentId; readonly answer: Answer }
  | { readonly type: "writtenBack"; readonly segment: SegmentId; readonly lsn: Lsn }
  | { readonly type: "undone"; readonly lsn: Lsn }
  | { readonly type: "compute"; readonly newMembers?: NewMembers }
  | { readonly type: "open" | "crash" };

const NOTHING: Recovered = {
  responders: {},
  vcl: NO_LSN,
  vdl: NO_LSN,
  records: [],
  collected: {},
  inBlocks: [],
  annulled: [],
};

/** What a crash leaves of it. */
export const FORGOTTEN: Omit<RecoveryContext, "counted" | "asked" | "sent" | "over"> = {
  epoch: FIRST_EPOCH,
  fenced: {},
  answers: {},
  recovered: NOTHING,
  inFlight: [],
  held: {},
  informed: {},
};

/** What each copy is known to hold of some records. */
export function knownToHold(
  answers: RecoveryContext["answers"],
  records: readonly RedoRecord[],
): RecoveryContext["held"] {
  return Object.fromEntries(
    Object.entries(answers).map(([segment, { pg, records: own }]) => [
      segment,
      records.filter(({ lsn, pg: of }) => of === pg && own.some((record) => record.lsn === lsn))
        .map(({ lsn }) => lsn),
    ]),
  );
}

/** Copies were told what it annuls: that cannot be taken back. */
export function hasSent({ sent, epoch }: RecoveryContext): boolean {
  return sent.at(-1)?.epoch === epoch;
}

/** It asks all over again, in its own epoch. */
export function anew(context: RecoveryContext): Partial<RecoveryContext> {
  const { epoch, recovered } = context;
  return { ...FORGOTTEN, epoch, ...hasSent(context) && { recovered } };
}

/** What it found stands, whoever tells it once more. */
export function heardAgain({ recovered, answers }: RecoveryContext): Recovered {
  return { ...recovered, responders: copiesFrom(Object.keys(answers)) };
}

/** Some copies, and one more. */
export function withCopy(copies: Copies, segment: SegmentId): Copies {
  return { ...copies, [segment]: true };
}

/** Some LSNs, and one more, in order. */
export function withLsn(lsns: readonly Lsn[], lsn: Lsn): Lsn[] {
  return [...new Set([...lsns, lsn])].sort((a, b) => Number(a - b));
}
