/**
 * Every invariant, in the order in which a reader should meet them: quorums, members, log and points,
 * commits, durability, recovery, pages, collection, scrub, endpoints and failover, backups,
 * backtracks.
 *
 * @module
 */
import type { Invariant } from "../invariant.ts";
import { backtrackEndsAtThePointAskedFor } from "./b1_backtrack_ends_at_the_point_asked_for.ts";
import { backtrackStaysInTheWindow } from "./b2_backtrack_stays_in_the_window.ts";
import { backtrackCutsEverybodyOff } from "./b3_backtrack_cuts_everybody_off.ts";
import { lsnsAfterABacktrackAreNew } from "./b4_lsns_after_a_backtrack_are_new.ts";
import { forthAgainIsAsItWas } from "./b5_forth_again_is_as_it_was.ts";
import { clonesAreNotRewound } from "./b6_clones_are_not_rewound.ts";
import { ackWaitsForVdl } from "./c1_ack_waits_for_vdl.ts";
import { ackLeavesNoLowerRecordBehind } from "./c2_ack_leaves_no_lower_record_behind.ts";
import { commitIsAnsweredOnce } from "./c3_commit_is_answered_once.ts";
import { durableCommitIsAcknowledged } from "./c4_durable_commit_is_acknowledged.ts";
import { ackedCommitSurvives } from "./d1_acked_commit_survives.ts";
import { openedVolumeIsDurable } from "./d2_opened_volume_is_durable.ts";
import { endpointsLeadToTheirInstances } from "./e1_endpoints_lead_to_their_instances.ts";
import { failoverPicksTheFirstInLine } from "./e2_failover_picks_the_first_in_line.ts";
import { stoppedClusterIsLeftAlone } from "./e3_stopped_cluster_is_left_alone.ts";
import { keptPagesHoldNothingAnnulled } from "./e4_kept_pages_hold_nothing_annulled.ts";
import { customEndpointsLeadToWhomTheyAreFor } from "./e5_custom_endpoints_lead_to_whom_they_are_for.ts";
import { instanceEndpointsStayWithTheirInstance } from "./e6_instance_endpoints_stay_with_their_instance.ts";
import { instancesStopTogetherReadersFirst } from "./e7_instances_stop_together_readers_first.ts";
import { onlyUnboundClustersAreStopped } from "./e8_only_unbound_clusters_are_stopped.ts";
import { clusterIsDeletedEmptyAndUnprotected } from "./e9_cluster_is_deleted_empty_and_unprotected.ts";
import { finalSnapshotHasAll } from "./e10_final_snapshot_has_all.ts";
import { statusesLeadWhereTheyMay } from "./e11_statuses_lead_where_they_may.ts";
import { collectionStaysBelowPgmrpl } from "./g1_collection_stays_below_pgmrpl.ts";
import { collectionFollowsCoalesceAndStage } from "./g2_collection_follows_coalesce_and_stage.ts";
import { volumesOfAFamilyAreApart } from "./k1_volumes_of_a_family_are_apart.ts";
import { cloneBeginsAsItsSourceWas } from "./k2_clone_begins_as_its_source_was.ts";
import { pageIsFreedWhenNobodyPointsAtIt } from "./k3_page_is_freed_when_nobody_points_at_it.ts";
import { deletionTakesNothingFromOthers } from "./k4_deletion_takes_nothing_from_others.ts";
import { clonesBeyondTheLimitAreFull } from "./k5_clones_beyond_the_limit_are_full.ts";
import { mtrEndsWithItsOnlyCpl } from "./l10_mtr_ends_with_its_only_cpl.ts";
import { copyStoresWhatReachedIt } from "./l11_copy_stores_what_reached_it.ts";
import { lsnsIncrease } from "./l1_lsns_increase.ts";
import { sclHasNoGap } from "./l2_scl_has_no_gap.ts";
import { pgclHasReachedAWriteQuorum } from "./l3_pgcl_has_reached_a_write_quorum.ts";
import { vclLeavesNoRecordBehind } from "./l4_vcl_leaves_no_record_behind.ts";
import { vdlIsACplAtOrBelowVcl } from "./l5_vdl_is_a_cpl_at_or_below_vcl.ts";
import { lsnsStayWithinLal } from "./l6_lsns_stay_within_lal.ts";
import { baselineIsWhatItsSourceHad } from "./g4_baseline_is_what_its_source_had.ts";
import { blocksCanBeMadeFromFullSegments } from "./g3_blocks_can_be_made_from_full_segments.ts";
import { linksNameThePredecessor } from "./l7_links_name_the_predecessor.ts";
import { pointsNeverGoBack } from "./l8_points_never_go_back.ts";
import { acknowledgedRecordIsDurable } from "./l9_acknowledged_record_is_durable.ts";
import { membershipEpochsFollowEachOther } from "./m1_membership_epochs_follow_each_other.ts";
import { jointWritesReachEveryMembership } from "./m2_joint_writes_reach_every_membership.ts";
import { newMembershipHasWhatWasDurable } from "./m3_new_membership_has_what_was_durable.ts";
import { replacedCopiesCountNoMore } from "./m5_replaced_copies_count_no_more.ts";
import { copiesRefuseOlderMemberships } from "./m7_copies_refuse_older_memberships.ts";
import { groupsAreUsedOnceTheyStand } from "./n1_groups_are_used_once_they_stand.ts";
import { geometryEpochsFollowEachOther } from "./n2_geometry_epochs_follow_each_other.ts";
import { pagesStayInTheirGroup } from "./n3_pages_stay_in_their_group.ts";
import { volumeGrowsUpToItsLimit } from "./n4_volume_grows_up_to_its_limit.ts";
import { pageIsTheFoldOfItsRecords } from "./p1_page_is_the_fold_of_its_records.ts";
import { droppedPagesAreDurable } from "./p2_dropped_pages_are_durable.ts";
import { whoAnswersAReadHasItAll } from "./p3_who_answers_a_read_has_it_all.ts";
import { oneViewReadsAtOnePoint } from "./p4_one_view_reads_at_one_point.ts";
import { writeQuorumsMeetReadQuorums } from "./q1_write_quorums_meet_read_quorums.ts";
import { writeQuorumsMeet } from "./q2_write_quorums_meet.ts";
import { pgclCountsDistinctCurrentMembers } from "./q3_pgcl_counts_distinct_current_members.ts";
import { membersAreSpreadOverAzs } from "./q4_members_are_spread_over_azs.ts";
import { azLossLeavesAWriteQuorum } from "./q5_az_loss_leaves_a_write_quorum.ts";
import { azPlusOneLeavesAReadQuorum } from "./q6_az_plus_one_leaves_a_read_quorum.ts";
import { annulledRecordsStayDead } from "./r1_annulled_records_stay_dead.ts";
import { recoveryLeavesWholeMtrs } from "./r2_recovery_leaves_whole_mtrs.ts";
import { newerEpochsFenceOlderOnes } from "./r3_newer_epochs_fence_older_ones.ts";
import { oneWriterHasEachEpoch } from "./r4_one_writer_has_each_epoch.ts";
import { newLsnsLieAboveAnnulledOnes } from "./r5_new_lsns_lie_above_annulled_ones.ts";
import { laterRecoveriesHonourEarlierOnes } from "./r6_later_recoveries_honour_earlier_ones.ts";
import { recoveryKeepsWhatWasExposed } from "./r7_recovery_keeps_what_was_exposed.ts";
import { openedVolumeIsCut } from "./r9_opened_volume_is_cut.ts";
import { uncommittedChangesAreUndone } from "./u1_uncommitted_changes_are_undone.ts";
import { damagedBlocksAreFoundAndNotUsed } from "./s1_damaged_blocks_are_found_and_not_used.ts";
import { replicaStaysBehindVdl } from "./v1_replica_stays_behind_vdl.ts";
import { replicaAppliesWholeMtrs } from "./v2_replica_applies_whole_mtrs.ts";
import { cachedPageFollowsTheLog } from "./v3_cached_page_follows_the_log.ts";
import { replicaViewIsAViewOfTheWriter } from "./v4_replica_view_is_a_view_of_the_writer.ts";
import { replicasOnlyRead } from "./v5_replicas_only_read.ts";
import { restoreHasTheCommitsOfItsTime } from "./t1_restore_has_the_commits_of_its_time.ts";
import { restoreMakesANewVolume } from "./t2_restore_makes_a_new_volume.ts";
import { backupsDoNotRunAheadOfStaging } from "./t3_backups_do_not_run_ahead_of_staging.ts";
import { snapshotStaysWhatItWas } from "./t4_snapshot_stays_what_it_was.ts";

/** The invariants. */
export const invariants: readonly Invariant[] = [
  writeQuorumsMeetReadQuorums,
  writeQuorumsMeet,
  pgclCountsDistinctCurrentMembers,
  membersAreSpreadOverAzs,
  azLossLeavesAWriteQuorum,
  azPlusOneLeavesAReadQuorum,
  membershipEpochsFollowEachOther,
  jointWritesReachEveryMembership,
  newMembershipHasWhatWasDurable,
  replacedCopiesCountNoMore,
  copiesRefuseOlderMemberships,
  groupsAreUsedOnceTheyStand,
  geometryEpochsFollowEachOther,
  pagesStayInTheirGroup,
  volumeGrowsUpToItsLimit,
  lsnsIncrease,
  sclHasNoGap,
  pgclHasReachedAWriteQuorum,
  vclLeavesNoRecordBehind,
  vdlIsACplAtOrBelowVcl,
  lsnsStayWithinLal,
  linksNameThePredecessor,
  pointsNeverGoBack,
  acknowledgedRecordIsDurable,
  mtrEndsWithItsOnlyCpl,
  copyStoresWhatReachedIt,
  ackWaitsForVdl,
  ackLeavesNoLowerRecordBehind,
  commitIsAnsweredOnce,
  durableCommitIsAcknowledged,
  ackedCommitSurvives,
  openedVolumeIsDurable,
  annulledRecordsStayDead,
  recoveryLeavesWholeMtrs,
  newerEpochsFenceOlderOnes,
  oneWriterHasEachEpoch,
  newLsnsLieAboveAnnulledOnes,
  laterRecoveriesHonourEarlierOnes,
  recoveryKeepsWhatWasExposed,
  openedVolumeIsCut,
  uncommittedChangesAreUndone,
  pageIsTheFoldOfItsRecords,
  droppedPagesAreDurable,
  whoAnswersAReadHasItAll,
  oneViewReadsAtOnePoint,
  collectionStaysBelowPgmrpl,
  collectionFollowsCoalesceAndStage,
  blocksCanBeMadeFromFullSegments,
  baselineIsWhatItsSourceHad,
  damagedBlocksAreFoundAndNotUsed,
  replicaStaysBehindVdl,
  replicaAppliesWholeMtrs,
  cachedPageFollowsTheLog,
  replicaViewIsAViewOfTheWriter,
  replicasOnlyRead,
  endpointsLeadToTheirInstances,
  failoverPicksTheFirstInLine,
  stoppedClusterIsLeftAlone,
  keptPagesHoldNothingAnnulled,
  customEndpointsLeadToWhomTheyAreFor,
  instanceEndpointsStayWithTheirInstance,
  instancesStopTogetherReadersFirst,
  onlyUnboundClustersAreStopped,
  clusterIsDeletedEmptyAndUnprotected,
  finalSnapshotHasAll,
  statusesLeadWhereTheyMay,
  restoreHasTheCommitsOfItsTime,
  restoreMakesANewVolume,
  backupsDoNotRunAheadOfStaging,
  snapshotStaysWhatItWas,
  volumesOfAFamilyAreApart,
  cloneBeginsAsItsSourceWas,
  pageIsFreedWhenNobodyPointsAtIt,
  deletionTakesNothingFromOthers,
  clonesBeyondTheLimitAreFull,
  backtrackEndsAtThePointAskedFor,
  backtrackStaysInTheWindow,
  backtrackCutsEverybodyOff,
  lsnsAfterABacktrackAreNew,
  forthAgainIsAsItWas,
  clonesAreNotRewound,
];
