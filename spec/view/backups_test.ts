import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { NO_BACKUPS } from "./backup_facts.ts";
import { Backups } from "./backups.ts";

/** Commits with LSNs and times of 1, 2, ... up to `count`, each of one of two pages. */
function written(count: number, most?: number): Backups {
  const backups = new Backups(NO_BACKUPS, most);
  for (let n = 1; n <= count; n++) {
    const [lsn, prev] = [BigInt(n), BigInt(n - 1)];
    const page = n % 2 === 0 ? "even" : "odd";
    const record = { kind: "write", lsn, prev, pg: "p0", page, txn: `t${n}`, time: lsn } as const;
    backups.write({ ...record, cpl: true, commit: true }, n === 1);
    backups.awaitStage("p0", lsn);
  }
  return backups;
}

const kept = ({ points, blocks }: ReturnType<Backups["facts"]>) =>
  points.length + Object.values(blocks).flat().length;

describe("what is kept for restores", () => {
  it("is all, as long as nobody says what is too old", () => {
    const backups = written(1000);
    assertEquals(kept(backups.facts()), 2000);
    assertEquals(backups.around(500n).last?.lsn, 500n);
    assertEquals(backups.around(500n).next?.lsn, 501n);
    assertEquals(backups.blockAt("odd", 500n), 499n);
    assertEquals(backups.blockAt("none", 500n), 0n);
  });

  it("is what can be restored: the last commit of the earliest time, and the blocks of then", () => {
    const backups = written(1000);
    backups.announce({ earliest: 990n, latest: 999n });
    assertEquals(kept(backups.facts()), 11 + 6 + 7);
    assertEquals(backups.around(990n).last?.lsn, 990n);
    assertEquals(backups.picture(990n), {
      at: 990n,
      blocks: { even: 990n, odd: 989n },
      isWhole: true,
    });
  });

  it("is cut to its younger half where that is too much; of what is older nothing is known", () => {
    const backups = written(1000, 100);
    const { start } = backups;
    assertEquals(kept(backups.facts()) <= 102, true);
    assertEquals(start > 900n, true);
    assertEquals(backups.around(start - 1n), { last: undefined, next: undefined });
    assertEquals(backups.isCpl(start - 1n), undefined);
    assertEquals(backups.blockAt("odd", start - 3n), undefined);
    assertEquals(backups.picture(start - 3n), { at: start - 3n, blocks: {}, isWhole: false });
    assertEquals(backups.around(1000n).last?.lsn, 1000n);
  });

  it("does not lose a later time that stands before an earlier one", () => {
    const backups = written(10);
    const late = { kind: "write", lsn: 11n, prev: 10n, pg: "p0", cpl: true, commit: true } as const;
    backups.write({ ...late, time: 50n }, false);
    backups.write({ ...late, lsn: 12n, time: 40n }, false);
    assertEquals(backups.around(45n), {
      last: { lsn: 10n, cpl: true, time: 10n },
      next: { lsn: 11n, cpl: true, time: 50n },
    });
    assertEquals(backups.around(50n).last?.lsn, 12n);
  });

  it("tells of each group what is not staged", () => {
    const backups = written(4);
    backups.awaitStage("p1", 5n);
    assertEquals(backups.firstUnstaged, { pg: "p0", lsn: 1n });
    backups.stage("p0", 3n);
    assertEquals(backups.firstUnstaged, { pg: "p0", lsn: 4n });
    backups.stage("p0", 4n);
    assertEquals(backups.firstUnstaged, { pg: "p1", lsn: 5n });
    backups.stage("p1", 9n);
    assertEquals(backups.firstUnstaged, undefined);
  });

  it("is the same from its facts", () => {
    const backups = written(20);
    backups.stage("p0", 7n);
    backups.takeSnapshot("s1", 6n);
    backups.announce({ earliest: 10n, latest: 15n });
    backups.annul(18n);
    const again = new Backups(backups.facts());
    assertEquals(again.facts(), backups.facts());
    assertEquals(again.around(12n), backups.around(12n));
    assertEquals(again.around(30n).last?.lsn, 18n);
  });
});
