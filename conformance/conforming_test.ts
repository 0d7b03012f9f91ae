/** `traces/conforming/` tells stories in which every promise is kept. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { checkTrace } from "./check_trace.ts";

const folder = new URL("../traces/conforming/", import.meta.url);

/** What each story is about: claims that must not only be unbroken but asked and met. */
const STORIES: Readonly<Record<string, readonly string[]>> = {
  a_copy_is_replaced_while_commits_go_on: ["D1", "L3", "M1", "M2", "M3", "M5", "Q1", "Q3", "Q4"],
  a_newcomer_starts_from_a_baseline: ["D1", "G1", "G2", "G4", "L2", "M3", "M5", "P1", "P3"],
  a_suspect_is_taken_back: ["D1", "L3", "M1", "M2", "M3", "M5", "Q1", "Q3"],
  an_az_is_given_up_and_one_copy_more_is_lost: ["D1", "L3", "M1", "M2", "M3", "Q1", "Q3", "Q5"],
  az_lost_and_commits_go_on: ["C1", "C2", "L3", "L4", "Q5"],
  az_plus_one_lost_nothing_more_is_acked: ["C1", "C2", "L3", "L4", "Q6"],
  back_three_hours_and_forth_one: ["B1", "B2", "B3", "B4", "B5", "C1", "L1", "L7", "P1"],
  backtrack_of_a_source_leaves_its_clone: ["B1", "B4", "B6", "K2"],
  cache_survives_a_restart: ["C1", "D1", "E1", "E4", "R2", "R4", "R5", "R7"],
  clone_shares_pages: ["K1", "K2", "K3", "K4", "K5", "L1", "L5", "L7"],
  cluster_is_stopped_for_a_week: ["E3", "E7", "E8", "E11"],
  cluster_without_instances_keeps_its_data: ["D1", "E7", "E9", "E10", "E11", "T4"],
  commit_waits_for_an_earlier_record: ["C1", "C2", "C3", "L2"],
  custom_endpoints_through_a_failover: ["E1", "E2", "E5", "E6"],
  damaged_block_is_repaired: ["G3", "P1", "P3", "P4", "S1"],
  failover_to_the_first_in_line: ["C1", "D2", "E1", "E2", "R2", "R4", "R5", "R7"],
  figure_3_of_the_2018_paper: ["L2", "L3", "L4", "L5", "L7"],
  first_commit: ["C1", "C2", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8"],
  full_and_tail_segments: ["C1", "G1", "G2", "P1", "Q4", "Q6"],
  hole_closed_by_gossip: ["L2", "L3", "L5", "C1"],
  old_writer_is_fenced: ["C1", "C3", "R1", "R3", "R4", "R5"],
  page_fetched_while_records_stream_by: ["V1", "V2", "V3", "V4"],
  page_read_from_one_copy: ["C1", "C2", "G1", "G2", "L4", "L10", "P1", "P2", "P3", "P4"],
  recovery_cuts_an_unfinished_mtr: ["D1", "L6", "L7", "L10", "R1", "R2", "R3", "R5"],
  recovery_keeps_what_one_copy_has: ["D2", "L2", "L7", "Q3", "R1", "R2", "R7"],
  replica_follows_the_writer: ["C1", "G1", "L8", "V1", "V2", "V3", "V4", "V5"],
  restore_to_before_a_mistake: ["C1", "G2", "L5", "T1", "T2", "T3"],
  second_crash_during_recovery: ["D1", "D2", "L7", "R2", "R4", "R5", "R6", "R7"],
  snapshot_outlives_the_retention: ["T1", "T2", "T3", "T4"],
  two_groups_ordered_commit: ["C1", "C2", "L4", "L7"],
  undo_after_a_recovery: ["C1", "D2", "R2", "R4", "R9", "U1"],
  volume_grows_until_it_is_full: ["C1", "C2", "L4", "N1", "N2", "N3", "N4", "P1"],
};

describe("traces/conforming", () => {
  it("holds the stories that are told of here", async () => {
    const found = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    assertEquals(found.sort(), Object.keys(STORIES).map((name) => `${name}.trace`));
  });

  for (const [name, codes] of Object.entries(STORIES)) {
    it(`${name} breaks no promise and shows ${codes.join(", ")}`, async () => {
      const text = await Deno.readTextFile(new URL(`${name}.trace`, folder));
      const { verdict, files: [file] } = await checkTrace(text);
      assertEquals(file!.error?.message, undefined);
      assertEquals(verdict, "holds");
      const held = file!.claims.filter((claim) => claim.obligations > 0);
      assertEquals(codes.filter((code) => !held.some((claim) => claim.code === code)), []);
    });
  }
});
