/**
 * The lives of clusters that are explored to the end.
 *
 * @module
 */
import type { LifeBounds } from "./terms.ts";

/** A life of a cluster, and what it is made for. */
export interface LifeScope {
  /** What it exercises, in one sentence. */
  readonly says: string;
  /** Its size. */
  readonly bounds: LifeBounds;
}

const plain: LifeBounds = {
  instances: { i1: "A", i2: "B" },
  origins: ["create"],
  works: [],
  chores: [],
  commits: 0,
  bonds: [],
  protection: false,
  snapshots: [],
  key: false,
};

/** The scopes by name, the smallest first. */
export const lifeScopes: Readonly<Record<string, LifeScope>> = {
  "life-statuses": {
    says: "Every status of a cluster: made in three ways, busy with ten things, its key lost.",
    bounds: {
      ...plain,
      instances: { i1: "A" },
      origins: ["create", "restore", "clone"],
      works: [
        "backUp",
        "backtrack",
        "maintain",
        "modify",
        "promote",
        "rename",
        "resetCredentials",
        "optimizeStorage",
        "updateIam",
        "upgrade",
      ],
      bonds: ["replication"],
      key: true,
    },
  },
  "life-deletion": {
    says: "A cluster is deleted, protected or not, with a final snapshot or none.",
    bounds: {
      ...plain,
      instances: { i1: "A" },
      commits: 1,
      protection: true,
      snapshots: ["s1", "s2"],
    },
  },
  "life-stops": {
    says:
      "A cluster is stopped and started, by hand or by itself; one that replicates is promoted.",
    bounds: {
      ...plain,
      works: ["modify", "promote"],
      bonds: ["replication"],
      stops: { weeks: 2 },
    },
  },
  "life-instances": {
    says: "Instances are added, removed, modified and rebooted, down to none; the data stay.",
    bounds: { ...plain, chores: ["modify", "reboot"], commits: 2 },
  },
};
