import { assertEquals } from "@std/assert";
import { inFormOf, writesHex } from "./lsn_form.ts";

Deno.test("a line that writes LSNs as X/Y is told from one that has a slash elsewhere", () => {
  assertEquals(writesHex("vdl lsn=0/15232A8 by=w"), true);
  assertEquals(writesHex('{"kind":"vdl","lsn":"0/15232A8"}'), true);
  assertEquals(writesHex("vdl lsn=22164136"), false);
  assertEquals(writesHex("group pg=p0 members=a1@A write=4/all read=3/all"), false);
  assertEquals(writesHex("crash node=rel.7/0:3"), false);
});

Deno.test("a sentence names LSNs as its line does, and leaves counts and names alone", () => {
  const line = "commit-acked txn=t22164136 scn=0/15232A8";
  const says = "t22164136 is acknowledged with SCN 22164136 after 1500 commits";
  assertEquals(
    inFormOf(line, says),
    "t22164136 is acknowledged with SCN 0/15232A8 after 1500 commits",
  );
  assertEquals(inFormOf("vdl lsn=22164136", "VDL is 22164136"), "VDL is 22164136");
  assertEquals(inFormOf(line, "18446744073709551615"), "FFFFFFFF/FFFFFFFF");
});
