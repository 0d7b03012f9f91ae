/**
 * Which block a record changes.
 *
 * @module
 */
import type { PageId, RedoRecord } from "./terms.ts";

/** The block that a record changes: its records are applied in the order of its chain. */
export function blockOf({ pg, page }: Pick<RedoRecord, "pg" | "page">): PageId {
  return page ?? `${pg}-block`;
}
