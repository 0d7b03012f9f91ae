import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";

const KINDS = "cluster-status,instance-status,admin,snapshot,vdl,open,endpoint,crash";

const is = (status: string, more = "") => `cluster-status status=${status}${more}`;
const turns = (instance: string, status: string, more = "") =>
  `instance-status instance=${instance} status=${status}${more}`;
const asks = (request: string, more = "") => `admin request=${request}${more}`;
const two = [turns("w", "available", " writer"), turns("r1", "available")];

describe("a cluster that is stopped", () => {
  const asked = (...lines: readonly string[]) => told("E3", KINDS, ...lines);

  it("is started, and nothing else is done to it", () => {
    assertEquals(asked(is("stopped"), asks("start-cluster"), is("starting")), "holds 1");
    for (const request of ["modify-cluster", "create-instance", "delete-cluster"]) {
      const rest = request.endsWith("instance") ? " instance=r1" : "";
      const accepted = asked(is("stopped"), asks(request, rest));
      assertMatch(accepted, new RegExp(`${request} is accepted while the cluster is stopped`));
      assertEquals(asked(is("stopped"), asks(request, `${rest} refused`)), "holds 1");
      assertEquals(asked(is("stopping"), asks(request, rest)), "unjudged");
      assertEquals(asked(is("stopped"), is("starting"), asks(request, rest)), "unjudged");
    }
  });

  const at = (days: number, by = "m") => ` by=${by} t=${BigInt(days * 24 * 3600) * 1_000_000n}`;

  it("is started after seven days, by the clock of whoever looks", () => {
    assertEquals(asked(is("stopped", at(1)), is("stopped", at(8))), "holds 1");
    assertMatch(asked(is("stopped", at(1)), is("stopped", at(8.01))), /more than seven days/);
    assertEquals(asked(is("stopped", at(1)), is("stopped", at(9, "n"))), "unjudged");
    assertEquals(asked(is("stopped"), is("stopped", at(9))), "unjudged");
  });

  it("may have been started and stopped again meanwhile, or be seen late", () => {
    const again = [is("stopped", at(1)), is("available", at(2)), is("stopped", at(3))];
    assertEquals(asked(...again, is("stopped", at(10))), "holds 1");
    assertMatch(asked(...again, is("stopped", at(10.5))), /more than seven days/);
    assertEquals(asked(is("stopped", at(1)), is("starting", at(9))), "unjudged");
  });
});

describe("instances", () => {
  const asked = (...lines: readonly string[]) => told("E7", KINDS, ...two, ...lines);

  it("stop with their cluster, the writer last", () => {
    const readers = [turns("r1", "stopping"), turns("r1", "stopped")];
    const stopped = [is("stopping"), ...readers, turns("w", "stopping", " writer")];
    assertEquals(asked(...stopped), "holds 3");
    assertMatch(asked(is("available"), turns("r1", "stopped")), /r1 is stopped, and its cluster/);
    assertMatch(
      asked(is("stopping"), turns("w", "stopping")),
      /w, which writes, is stopping befor/,
    );
    assertMatch(asked(is("stopping"), readers[0]!, turns("w", "stopped")), /before r1 stopped/);
    assertEquals(asked(turns("r1", "stopped")), "unjudged");
    // Who writes is told by its status of now, or by who opened the volume.
    const now = turns("r1", "stopping", " writer");
    assertMatch(asked(is("stopping"), now), /r1, which writes, is stopping before w stopped/);
    const opened = ["open instance=r1 role=writer", is("stopping"), turns("r1", "stopping")];
    assertMatch(asked(...opened), /r1, which writes, is stopping before w stopped/);
  });

  it("may be looked at now and then, and again when nothing has changed", () => {
    const all = ["r1", "w"].map((name) => turns(name, "stopped"));
    const stopped = [is("available"), is("stopping"), ...all, is("stopped")];
    assertEquals(asked(...stopped), "holds 4");
    assertEquals(asked(...stopped, ...all, is("starting"), ...all), "holds 4");
    assertMatch(asked(is("available"), ...all, is("stopping")), /r1 is stopped, and its cluster/);
  });

  it("are stopped when their cluster is, and none is when it is available", () => {
    const readers = [is("stopping"), turns("r1", "stopped")];
    assertMatch(
      asked(...readers, is("stopped")),
      /cluster is stopped, and its instance w is avail/,
    );
    const all = [...readers, turns("w", "stopped")];
    assertEquals(asked(...all, is("stopped")), "holds 3");
    assertMatch(asked(...all, is("available")), /available, and its instance w is stopped/);
    assertEquals(asked(is("starting"), is("available")), "holds 1");
  });

  it("that are out of order, or being deleted, are not waited for", () => {
    for (const status of ["failed", "incompatible-network", "deleting", "deleted"]) {
      const gone = [is("stopping"), turns("r1", status), turns("w", "stopped")];
      assertEquals(asked(...gone, is("stopped")), "holds 2", status);
    }
  });

  it("pass the role of the writer on", () => {
    const other = [turns("r1", "available", " writer"), is("stopping")];
    assertEquals(asked(...other, turns("w", "stopping")), "holds 1");
    assertMatch(asked(...other, turns("r1", "stopping")), /r1, which writes, .* before w stopped/);
  });
});

describe("to stop a cluster", () => {
  const asked = (...lines: readonly string[]) => told("E8", KINDS, ...lines);

  it("takes one that is available, and bound to no other", () => {
    assertEquals(asked("cluster protected", asks("stop-cluster")), "holds 1");
    assertEquals(asked(is("available"), asks("stop-cluster")), "holds 1");
    assertMatch(asked(is("backing-up"), asks("stop-cluster")), /the cluster is backing-up/);
    for (const bond of ["global", "replicates", "serverless"]) {
      assertMatch(asked(`cluster ${bond}`, asks("stop-cluster")), /and is to be stopped/);
      assertEquals(asked(`cluster ${bond}`, asks("stop-cluster", " refused")), "holds 1");
      assertEquals(asked(`cluster ${bond}`, "cluster", asks("stop-cluster")), "holds 1");
    }
  });

  it("is not judged where nothing is known of it, or for other reasons refused", () => {
    assertEquals(asked(asks("stop-cluster")), "unjudged");
    assertEquals(asked(is("available"), asks("stop-cluster", " refused")), "unjudged");
  });
});

describe("to delete a cluster", () => {
  const asked = (...lines: readonly string[]) => told("E9", KINDS, ...lines);
  const deletes = asks("delete-cluster", " snapshot=s1");

  it("takes one without instances and protection", () => {
    assertMatch(asked("cluster protected", deletes), /it is protected/);
    assertMatch(asked(...two, turns("w", "deleting"), deletes), /and it has r1/);
    const going = [...two, turns("w", "deleting"), turns("r1", "deleted")];
    assertEquals(asked(...going, deletes), "holds 1");
    assertEquals(asked(...two, asks("delete-cluster", " refused")), "holds 1");
    assertEquals(asked(deletes), "unjudged");
  });

  it("takes a name that is free for the final snapshot", () => {
    const taken = ["cluster", "snapshot name=s1 at=0", deletes];
    assertMatch(asked(...taken), /there is a snapshot s1 already/);
    assertEquals(asked(...taken.slice(0, 2), asks("delete-cluster", " snapshot=s2")), "holds 1");
    assertEquals(asked(...taken.slice(0, 2), asks("delete-cluster")), "holds 1");
  });
});

describe("the final snapshot", () => {
  const asked = (...lines: readonly string[]) =>
    told("E10", KINDS, "vdl lsn=7", asks("delete-cluster", " snapshot=s1"), ...lines);

  it("has all, before the cluster is gone", () => {
    assertEquals(asked("snapshot name=s1 at=7", is("deleted")), "holds 1");
    assertMatch(asked("snapshot name=s1 at=6"), /up to LSN 6, and LSN 7 is durable/);
    assertMatch(asked("snapshot name=s2 at=7", is("deleted")), /there is no snapshot s1/);
    assertEquals(asked(is("deleting")), "unjudged");
  });

  it("may be another than was asked for and refused", () => {
    const again = [asks("delete-cluster", " snapshot=s2"), "snapshot name=s2 at=7", is("deleted")];
    assertEquals(asked(...again), "holds 1");
    assertEquals(told("E10", KINDS, asks("delete-cluster", " snapshot=s1 refused")), "unjudged");
  });
});

describe("the status of a cluster", () => {
  const asked = (...statuses: readonly string[]) =>
    told("E11", KINDS, ...statuses.map((status) => is(status)));

  it("leads where it may, whatever was missed between", () => {
    assertEquals(asked("creating", "stopped", "available", "deleted"), "holds 3");
    assertEquals(asked("migrating", "migration-failed", "deleted"), "holds 2");
    assertEquals(asked("creating", "creating", "cloning-failed", "deleting"), "holds 3");
    const key = "inaccessible-encryption-credentials";
    assertEquals(asked("available", `${key}-recoverable`, "starting"), "holds 2");
    assertMatch(asked(`${key}-recoverable`, key, "starting"), /starting after it was inaccessible/);
  });

  it("does not begin anew, and does not come back", () => {
    assertMatch(asked("available", "creating"), /is creating after it was available/);
    assertMatch(asked("creating", "migrating"), /is migrating after it was creating/);
    assertMatch(asked("available", "migration-failed"), /migration-failed after it was available/);
    assertMatch(asked("deleting", "available"), /is available after it was deleting/);
    assertMatch(asked("cloning-failed", "modifying"), /is modifying after it was cloning-failed/);
  });
});

describe("an instance that is stopped or gone", () => {
  it("is not where an endpoint should lead to, nor one that should follow a writer", () => {
    const opened = ["open instance=w role=writer", "open instance=r1 role=replica"];
    const to = (name: string, role: string) => `endpoint name=e role=${role} instances=${name}`;
    const asked = (...lines: readonly string[]) => told("E1", KINDS, ...opened, ...lines, "end");
    assertMatch(asked(to("w", "reader")), /though r1 can read/);
    assertEquals(asked(to("w", "reader"), turns("r1", "deleted")), "unjudged");
    assertMatch(asked("endpoint name=e role=writer"), /leads nowhere, but w writes/);
    assertEquals(asked(turns("w", "deleted"), "endpoint name=e role=writer"), "unjudged");
    assertEquals(asked(turns("w", "stopped"), "endpoint name=e role=writer"), "unjudged");
  });
});
