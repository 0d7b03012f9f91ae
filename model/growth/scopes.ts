/**
 * The worlds in which a volume grows.
 *
 * @module
 */
import type { GrowthBounds } from "./bounds.ts";

/** The scopes by name. */
export const growthScopes: Readonly<
  Record<string, { readonly says: string; readonly bounds: GrowthBounds }>
> = {
  growth: {
    says: "A volume gets a second group while it is written, and is full then.",
    bounds: { pages: ["a", "b", "c", "d", "e"], pagesPerGroup: 2, groups: 1, limit: 2, records: 2 },
  },
  "growth-twice": {
    says: "A volume grows twice, and not every instance hears of it at once.",
    bounds: { pages: ["a", "b", "c"], pagesPerGroup: 1, groups: 1, limit: 3, records: 2 },
  },
};
