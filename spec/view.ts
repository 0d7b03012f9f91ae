/**
 * The view: all that can be seen of a volume, as far as it still matters. A trace is applied to it
 * event by event; a state of the model is projected onto it.
 *
 * It is indexed and changes in place: an event costs the same however long the trace is. Its parts
 * are taken from a {@link Source} when they are first touched, so that a question about one copy
 * reads that copy and nothing else.
 *
 * @module
 */
import type { Lsn, PgId, SegmentId } from "../model/terms.ts";
import type { TraceEvent } from "../traces/event.ts";
import { applyTo } from "./view/apply.ts";
import type { Extent } from "./view/extent.ts";
import { nothing, type Source } from "./view/facts.ts";
import type { Families } from "./view/families.ts";
import type { Chain, LogRecord } from "./view/log.ts";
import { Pages } from "./view/pages.ts";
import { Parts } from "./view/parts.ts";
import { Reach } from "./view/reach.ts";
import { Reports } from "./view/reports.ts";
import { pointByScl } from "./view/scls.ts";
import { Window, type WindowOptions } from "./view/window.ts";

/** How much a view keeps, and with whom. */
export interface ViewOptions extends WindowOptions {
  /** What is known of all volumes together, where it is the view of one of them. */
  readonly families?: Families | undefined;
}

/** All that can be seen of a volume. */
export class View extends Parts {
  readonly #occurred = new Set<string>();
  /** How far the log is durable. */
  readonly reach: Reach = new Reach(this);
  /** What the copies said of themselves: all there is to go by where no store can be seen. */
  readonly reports: Reports = new Reports(this);
  /** What copies answered with. */
  readonly pages: Pages = new Pages();
  /** What is kept of the log. */
  readonly window: Window;

  /** Is it the view of one volume of several? */
  readonly isOfOne: boolean;

  /** A view of what the source tells: of nothing, where a trace starts. */
  constructor(source: Source = nothing, options: ViewOptions = {}) {
    super(source, options.families);
    this.isOfOne = options.families !== undefined;
    this.window = new Window(options);
  }

  /** Makes true what the event says. */
  apply(event: TraceEvent): void {
    applyTo(this, event);
    if (!this.#occurred.has(event.kind)) this.#occurred.add(event.kind);
  }

  /** What the writer was told that a copy holds. */
  told(segment: SegmentId): Extent {
    return this.answers.of(segment);
  }

  /** Does the absence of this kind mean something? Without a declaration: was one seen so far? */
  sees(kind: TraceEvent["kind"]): boolean {
    return this.config.declares(kind) ?? this.#occurred.has(kind);
  }

  /** The records of the group of a copy. */
  chainOf(segment: SegmentId): Chain | undefined {
    const home = this.config.home(segment);
    return home && this.log.chain(home.pg);
  }

  /** What is durable on a copy, as far as can be seen. */
  held(segment: SegmentId): Extent {
    return this.sees("store") ? this.copy(segment).held : this.reports.held(segment);
  }

  /** Is a record durable on a copy, as far as can be seen? */
  holds(segment: SegmentId, lsn: Lsn): boolean {
    return this.sees("store") ? this.copy(segment).holds(lsn) : this.reports.held(segment).has(lsn);
  }

  /** Was a record ever durable on a copy, as far as can be seen? A lost disk does not undo that. */
  everHeld(segment: SegmentId, lsn: Lsn): boolean {
    return this.sees("store")
      ? this.copy(segment).everHeld(lsn)
      : this.reports.everHeld(segment, lsn);
  }

  /** The members of the group of a record on which it was ever durable. */
  holders({ pg, lsn }: Pick<LogRecord, "pg" | "lsn">): SegmentId[] {
    return this.#members(pg).filter((segment) => this.everHeld(segment, lsn));
  }

  /** The members of the group of a record that told the writer that they hold it. */
  ackers({ pg, lsn }: Pick<LogRecord, "pg" | "lsn">): SegmentId[] {
    return this.#members(pg).filter((segment) => this.told(segment).has(lsn));
  }

  /** The copies that told the writer that they hold a record and are no members of its group. */
  strangers({ pg, lsn }: Pick<LogRecord, "pg" | "lsn">): SegmentId[] {
    return [...this.answers.copies]
      .filter((segment) => this.told(segment).has(lsn) && this.config.home(segment) === undefined)
      .filter((segment) => !this.#members(pg).includes(segment));
  }

  /** The first record of its group that a copy does not hold. */
  firstMissing(segment: SegmentId): LogRecord | undefined {
    const chain = this.chainOf(segment);
    return chain && this.copy(segment).held.firstMissing(chain);
  }

  /** The end of the unbroken chain that a copy holds; undefined where it cannot be told. */
  chainEnd(segment: SegmentId): Lsn | undefined {
    return this.copy(segment).held.end(this.chainOf(segment));
  }

  /** The first record, of the volume or of a group and up to a point, that no write quorum ever held. */
  firstUnreached(pg?: PgId, upto?: Lsn): LogRecord | undefined {
    if (pg === undefined) return this.reach.firstUnreachedOfVolume(upto);
    const chain = this.log.chain(pg);
    return chain && this.reach.firstUnreached(chain, upto);
  }

  /** The first record of a group, up to a point, of which no write quorum has told the writer. */
  firstUnacked(pg: PgId, upto?: Lsn): LogRecord | undefined {
    const chain = this.log.chain(pg);
    return chain && this.reach.firstUnacked(chain, upto);
  }

  /** Was the record with this LSN ever held by a write quorum of its group? */
  hasReached(lsn: Lsn): boolean {
    const record = this.log.record(lsn);
    if (record !== undefined) return this.reach.isReached(record);
    return this.log.isStarted && lsn <= this.log.floor;
  }

  /**
   * The highest LSN up to which every record of the volume was ever held by a write quorum: what
   * VCL may be. Without sight of the writes, what the SCLs of a write quorum have reached, where
   * there is one group only; undefined where it cannot be told.
   */
  durablePoint(): Lsn | undefined {
    if (this.sees("write")) return this.reach.volumePoint();
    const [group, ...others] = this.config.groups;
    return group === undefined || others.length > 0 ? undefined : pointByScl(this, group);
  }

  /** The highest LSN up to which every record of a group was ever held by a write quorum. */
  durablePointOf(pg: PgId): Lsn | undefined {
    const chain = this.log.chain(pg);
    if (chain !== undefined) return this.reach.groupPoint(chain);
    const group = this.config.group(pg);
    return group && pointByScl(this, group);
  }

  /** What VDL may be: the highest CPL at or below the durable point; undefined without CPLs. */
  durableCpl(): Lsn | undefined {
    return this.log.knowsCpls ? this.reach.cplPoint() : undefined;
  }

  /** A copy whose chain cannot be followed any more, since it lagged too far, is taken at its word. */
  believe(segment: SegmentId, scl: Lsn): void {
    if (!this.hasForgotten) return;
    const chain = this.chainOf(segment);
    const { held } = this.copy(segment);
    if (chain !== undefined && !held.isKnown(chain)) held.raise(scl);
  }

  #members(pg: PgId): SegmentId[] {
    return this.config.group(pg)?.members.map(({ segment }) => segment) ?? [];
  }

  /** Can it be seen at all which copy has what? */
  seesHolders(): boolean {
    return this.sees("store") || this.sees("scl") || this.sees("ack");
  }
}
