/**
 * The families of volumes that are explored to the end.
 *
 * @module
 */
import type { FamilyBounds } from "./bounds.ts";

/** A family, and what it is made for. */
export interface FamilyScope {
  /** What it exercises, in one sentence. */
  readonly says: string;
  /** Its size. */
  readonly bounds: FamilyBounds;
}

/** The scopes by name. */
export const familyScopes: Readonly<Record<string, FamilyScope>> = {
  clone: {
    says: "Pages are shared and copied on write; the clone after the last that may share gets " +
      "copies; any volume is deleted.",
    bounds: {
      volumes: {
        v1: { workload: [["p1", "p2"], ["p1", "p2"]] },
        v2: { of: "v1", workload: [["p2"]] },
        v3: { of: "v1", workload: [] },
      },
      sharing: 1,
    },
  },
  "clone-of-clone": {
    says: "A clone is cloned, and each of the three volumes is written to.",
    bounds: {
      volumes: {
        v1: { workload: [["p1"], ["p1"]] },
        v2: { of: "v1", workload: [["p1"]] },
        v3: { of: "v2", workload: [["p1"]] },
      },
      sharing: 2,
    },
  },
  "clone-rewound": {
    says: "A volume or its clone is rewound, the one to before the other was made.",
    bounds: {
      volumes: {
        v1: { workload: [["p1"], ["p1"]], rewinds: true },
        v2: { of: "v1", workload: [["p1"]], rewinds: true },
      },
      sharing: 1,
    },
  },
};
