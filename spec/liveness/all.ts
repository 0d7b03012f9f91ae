/**
 * Every claim of liveness, in reading order.
 *
 * @module
 */
import { durableCommitIsAcknowledgedAtLast } from "./c4_durable_commit_is_acknowledged.ts";
import { noClientWaitsForEver } from "./c5_no_client_waits_for_ever.ts";
import { endpointsFindTheirInstances } from "./e1_endpoints_find_their_instances.ts";
import { copyIsCompleteAtLast } from "./l2_copy_is_complete_at_last.ts";
import { holeIsClosedByGossip } from "./l12_hole_is_closed_by_gossip.ts";
import type { LivenessClaim } from "./liveness_claim.ts";
import { writesGoOnWhileMembersChange } from "./m6_writes_go_on_while_members_change.ts";
import { pageIsReadAtLast } from "./p5_page_is_read_at_last.ts";
import { recoveryEnds } from "./r8_recovery_ends.ts";
import { uncommittedChangesAreUndoneAtLast } from "./u1_uncommitted_changes_are_undone.ts";

/** The claims. */
export const livenessClaims: readonly LivenessClaim[] = [
  writesGoOnWhileMembersChange,
  copyIsCompleteAtLast,
  holeIsClosedByGossip,
  durableCommitIsAcknowledgedAtLast,
  noClientWaitsForEver,
  recoveryEnds,
  uncommittedChangesAreUndoneAtLast,
  pageIsReadAtLast,
  endpointsFindTheirInstances,
];
