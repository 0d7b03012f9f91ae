import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, TWO_GROUPS } from "./fixtures.ts";

const [P1, P2] = TWO_GROUPS.split("\n") as [string, string];

/** Of two who have seen the same geometry, only one may change it: the other asks again. */
export const geometryEpochsFollowEachOther: Invariant = claim({
  id: "geometry-epochs-follow-each-other",
  code: "N2",
  says:
    "Each change of the geometry raises its epoch by one, and adds one group at most to a volume that " +
    "was written to; no instance learns an epoch that nobody raised.",
  source: "S18 §4.1",
  needs: [["geometry-epoch"]],
  on: ["geometry-epoch", "group"],
  holds: shows(
    "geometry-epoch",
    "geometry-epoch gepoch=1",
    P1,
    "geometry-epoch gepoch=2",
    P2,
  ),
  breaks: shows("geometry-epoch", "geometry-epoch gepoch=1", P1, "geometry-epoch gepoch=1"),
  check: (view, event) => event.kind === "group" ? isRaised(view, event) : isNext(view, event),
});

/** What an instance learns may skip epochs, and is one that was raised. */
function isNext({ points }: View, { gepoch, instance }: EventOf<"geometry-epoch">): Finding {
  const before = points.epoch("geometry");
  if (before === 0) return 0;
  if (instance !== undefined) return gepoch <= before ? 0 : ahead(instance, gepoch, before);
  if (gepoch === before + 1) return 1;
  return {
    why: `The geometry epoch goes from ${before} to ${gepoch}`,
    given: [
      `geometry epoch ${before} was raised on an earlier line`,
      `this line raises geometry epoch ${gepoch}`,
    ],
    so: gepoch <= before
      ? [
        `who raises ${gepoch} has presented epoch ${gepoch - 1}, and ${before} stood already`,
        `two geometries go by one epoch, and nobody can tell them apart: a contradiction`,
      ]
      : [
        "each change raises the epoch by one, so one in between is missing",
        `a group may have been added there of which nobody was told: a contradiction`,
      ],
    field: "gepoch",
  };
}

function ahead(instance: string, gepoch: number, before: number): Finding {
  return {
    why: `${instance} learns geometry epoch ${gepoch}, which nobody raised`,
    given: [`the geometry epoch that was raised last is ${before}`],
    so: [
      `${instance} goes by groups that are not in the geometry of the volume`,
      "after a crash nobody finds them there: a contradiction",
    ],
    field: "gepoch",
  };
}

/** The groups that a volume begins with come together. */
function isRaised({ config, log, points, geometry }: View, { pg }: EventOf<"group">): Finding {
  if (config.group(pg) !== undefined || !log.isStarted || config.size === 0) return 0;
  const epoch = points.epoch("geometry");
  if (epoch > geometry.since) return 1;
  return {
    why: `Group ${pg} is added in geometry epoch ${epoch}, which others have already`,
    given: [
      `the last group before ${pg} was added in geometry epoch ${epoch}, too`,
      "the volume was written to since",
    ],
    so: [
      `an instance that keeps to geometry epoch ${epoch} may not know ${pg}`,
      "nothing tells it that it has to ask again: a contradiction",
    ],
    field: "pg",
  };
}
