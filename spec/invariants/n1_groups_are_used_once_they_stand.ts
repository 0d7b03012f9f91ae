import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";
import { copies } from "./words.ts";

const [P1, P2] = ["a1@A,b1@B,c1@C", "a2@A,b2@B,c2@C"].map((members, nth) =>
  `group pg=p${nth + 1} members=${members} write=2/all read=2/all`
) as [string, string];

/** Whoever opens the volume after a crash looks into the groups that it finds described. */
export const groupsAreUsedOnceTheyStand: Invariant = claim({
  id: "groups-are-used-once-they-stand",
  code: "N1",
  says:
    "A record is written to a group only when the group stands in the geometry of the volume, whose " +
    "epoch was raised before.",
  source: "S18 §4.1 (that the epoch is durable before: derived)",
  needs: [["group"], ["write"], ["geometry-epoch"]],
  on: ["write"],
  holds: shows(
    "write,geometry-epoch",
    "geometry-epoch gepoch=1",
    P1,
    "write lsn=1 pg=p1 prev=0 cpl",
    "geometry-epoch gepoch=2",
    P2,
    "write lsn=2 pg=p2 prev=0 cpl",
  ),
  breaks: shows(
    "write,geometry-epoch",
    "geometry-epoch gepoch=1",
    P1,
    "write lsn=2 pg=p2 prev=0 cpl",
  ),
  check({ config, points }, { lsn, pg }) {
    if (config.size === 0) return 0;
    if (config.group(pg) !== undefined) return 1;
    const epoch = points.epoch("geometry");
    return {
      why: `LSN ${lsn} is written to group ${pg}, which the volume does not have yet`,
      given: [
        `the groups of the volume are ${copies(config.groups.map((group) => group.pg))}` +
        (epoch > 0 ? `, as of geometry epoch ${epoch}` : ""),
        `no line before this one has added ${pg}`,
      ],
      so: [
        "if the writer crashes now, a recovery reads the groups that stand, and no other",
        `it knows nothing of LSN ${lsn}, which may have been acknowledged: a contradiction`,
      ],
      field: "pg",
    };
  },
});
