/**
 * What a copy makes of its records: blocks. A block is told as the LSNs of the records that were
 * applied to it, in that order. Source: S17 §3.2, §3.3 (steps 5 and 8); S18 §3.4.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PageId, type RedoRecord } from "../terms.ts";

/** The records applied to a block, in the order in which they were applied. */
export type Block = readonly Lsn[];

/** The blocks of a copy. */
export interface Blocks {
  /** Each block as it was coalesced last, where records name their blocks. */
  readonly blocks: Readonly<Record<PageId, Block>>;
  /** The blocks that do not hold any more what was written to them. */
  readonly damaged: readonly PageId[];
  /** Those of them of which the copy knows. */
  readonly suspected: readonly PageId[];
}

/** What a copy has to make blocks from. */
export interface BlockSource extends Pick<Blocks, "blocks"> {
  /** Its log. */
  readonly hotLog: readonly RedoRecord[];
  /** The end of the unbroken chain in it. */
  readonly scl: Lsn;
  /** The log is collected up to here, and so are the older versions of blocks. */
  readonly collected: Lsn;
}

/** No block was made yet. */
export const NO_BLOCKS: Blocks = { blocks: {}, damaged: [], suspected: [] };

/** The block that a record changes: its records are applied in the order of its chain. */
export function blockOf({ pg, page }: Pick<RedoRecord, "pg" | "page">): PageId {
  return page ?? `${pg}-block`;
}

/** Page LSN: the last record applied to a block. */
export function pageLsn(block: Block): Lsn {
  return block.at(-1) ?? NO_LSN;
}

/**
 * A block as of a point: the newest version at or below it, and what the log adds to that on demand.
 * Below the GC point there is one version only, and no log.
 */
export function blockAt({ blocks, hotLog, scl, collected }: BlockSource, page: PageId, at: Lsn) {
  const made = blocks[page] ?? [];
  const newest = at > collected ? at : collected;
  const onDemand = hotLog.filter((record) =>
    record.page === page && record.lsn <= at && record.lsn <= scl && !made.includes(record.lsn)
  );
  return [...made.filter((lsn) => lsn <= newest), ...onDemand.map(({ lsn }) => lsn)];
}

/**
 * The blocks once the record that was applied last is in them, too. One that was repaired from a peer
 * which had collected its log may have it already: the page LSN tells.
 */
export function withApplied(
  { applied, blocks, hotLog }: BlockSource & { readonly applied: readonly Lsn[] },
): Partial<Blocks> {
  const record = hotLog.find(({ lsn }) => lsn === applied.at(-1));
  if (record?.page === undefined) return {};
  const { page, lsn } = record;
  const made = blocks[page] ?? [];
  return lsn > pageLsn(made) ? { blocks: { ...blocks, [page]: [...made, lsn] } } : {};
}

/** The blocks without what a test refuses. */
export function blocksWhere(
  blocks: Blocks["blocks"],
  survives: (lsn: Lsn) => boolean,
): Blocks["blocks"] {
  return Object.fromEntries(
    Object.entries(blocks).map(([page, block]) => [page, block.filter(survives)]),
  );
}

/** The same block of LSNs? */
export function sameBlock(one: Block, other: Block): boolean {
  return one.length === other.length && one.every((lsn, i) => lsn === other[i]);
}
