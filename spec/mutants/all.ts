/**
 * Every mutant, in the order of what is broken: quorums, allocation, points, commits, storage,
 * recovery, epochs, undo, cluster, replicas, reads.
 *
 * @module
 */
import { allocationMutants } from "./allocation.ts";
import { backtrackMutants } from "./backtracks.ts";
import { backupMutants } from "./backups.ts";
import { collectedMutants } from "./collected.ts";
import { clusterMutants } from "./cluster.ts";
import { commitMutants } from "./commits.ts";
import { epochMutants } from "./epochs.ts";
import { familyMutants } from "./families.ts";
import { growthMutants } from "./growth.ts";
import { hydrationMutants } from "./hydration.ts";
import { lifeMutants } from "./life.ts";
import { membershipMutants } from "./membership.ts";
import type { Mutant } from "./mutant.ts";
import { pointMutants } from "./points.ts";
import { quorumMutants } from "./quorums.ts";
import { readMutants } from "./reads.ts";
import { recoveryMutants } from "./recovery.ts";
import { replicaMutants } from "./replicas.ts";
import { storageMutants } from "./storage.ts";
import { undoMutants } from "./undo.ts";

/** The mutants. */
export const mutants: readonly Mutant[] = [
  ...quorumMutants,
  ...membershipMutants,
  ...hydrationMutants,
  ...allocationMutants,
  ...pointMutants,
  ...commitMutants,
  ...storageMutants,
  ...recoveryMutants,
  ...collectedMutants,
  ...epochMutants,
  ...undoMutants,
  ...clusterMutants,
  ...lifeMutants,
  ...replicaMutants,
  ...backupMutants,
  ...backtrackMutants,
  ...familyMutants,
  ...growthMutants,
  ...readMutants,
];
