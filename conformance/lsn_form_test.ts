import { assertEquals } from "@std/assert";
import { inFormOf, writesHex } from "./lsn_form.ts";

Deno.test("a line that writes LSNs as X/Y is told from one that has a slash elsewhere", () => {
  assertEquals(writesHex("vdl lsn=0/15232A8 by=w"), true);
  assertEquals(writesHex('{"kind":"vdl","lsn":"0/15232A8"}'), true);
  assertEquals(writesHex("vdl lsn=22164136"), false);
  assertEquals(writesHex("group pg=p0 members=a1@A write=4/all read=3/all"), false);
  assertEquals(writesHex("crash node=rel.7/0:3"), false);
});

Deno.test("a sentence names LSNs as its line does, and leaves names and counts alone", () => {
  const line = "commit-acked txn=22164000 scn=0/15232A8";
  const told = (sentence: string) => inFormOf(line, sentence);
  assertEquals(
    told("22164000 is acknowledged with SCN 22164136, the client of 22164000 was told"),
    "22164000 is acknowledged with SCN 0/15232A8, the client of 22164000 was told",
  );
  assertEquals(told("volume  VDL  7340032 -> 7341424"), "volume  VDL  0/700000 -> 0/700570");
  assertEquals(told("VDL is 18446744073709551615, SCN 5"), "VDL is FFFFFFFF/FFFFFFFF, SCN 5");
  assertEquals(inFormOf("vdl lsn=22164136", "VDL is 22164136"), "VDL is 22164136");
});
