/**
 * The geometry of a volume as it is seen: how large it may become, and in which group each page lies.
 *
 * @module
 */
import type { PageId, PgId } from "../../model/terms.ts";

/** What is known of the geometry of a volume, beside its groups. */
export interface GeometryFacts {
  /** How many groups there may be, if that was told. */
  readonly limit?: number;
  /** The geometry epoch in which the last group was added; 0 where none was told. */
  readonly since: number;
  /** The group in which each page was written, where geometry epochs can be seen. */
  readonly pages: Readonly<Record<PageId, PgId>>;
}

/** The geometry of a volume. */
export class Geometry {
  /** How many groups there may be, if that was told. */
  limit: number | undefined;
  /** The geometry epoch in which the last group was added. */
  since: number;
  /** The group in which each page was written. */
  readonly pages: Map<PageId, PgId>;

  /** The geometry that these facts tell. */
  constructor({ limit, since, pages }: GeometryFacts = { since: 0, pages: {} }) {
    this.limit = limit;
    this.since = since;
    this.pages = new Map(Object.entries(pages));
  }

  /** It as plain facts. */
  facts(): GeometryFacts {
    const { limit, since, pages } = this;
    return { ...limit !== undefined && { limit }, since, pages: Object.fromEntries(pages) };
  }
}
