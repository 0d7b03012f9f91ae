import { type Lsn, NO_LSN, type VolumeId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { Families } from "../view/families.ts";
import type { ForkFacts } from "../view/family_facts.ts";
import { claim } from "./claim.ts";
import { CLONED, shows } from "./fixtures.ts";

/** Volumes that share pages do not share their history. */
export const clonesAreNotRewound: Invariant = claim({
  id: "clones-are-not-rewound",
  code: "B6",
  says:
    "Nothing goes from a volume when one is rewound that it was cloned from, or that was cloned " +
    "from it; and no clone is rewound to before it was made.",
  source: "User Guide (Backtracking an Aurora DB cluster: Limitations of backtracking)",
  needs: [["clone"], ["backtrack"]],
  on: ["backtrack", "read"],
  holds: shows(
    "write,vdl,clone,backtrack,read",
    ...CLONED,
    "backtrack target=0 actual=0 volume=v1",
    "read page=7 at=1 lsn=1 volume=v2",
  ),
  breaks: shows(
    "write,vdl,clone,backtrack",
    ...CLONED,
    "backtrack target=0 actual=0 volume=v2",
  ),
  check({ families }, event) {
    if (families === undefined || event.volume === undefined) return 0;
    return event.kind === "backtrack"
      ? isAfterBirth(families, event, event.volume)
      : isAsItWas(families, event, event.volume);
  },
});

function isAfterBirth(
  families: Families,
  { actual }: EventOf<"backtrack">,
  volume: VolumeId,
): Finding {
  const { fork } = families.of(volume);
  if (fork === undefined) return 0;
  return actual >= fork.at ? 1 : beforeBirth(volume, actual, fork);
}

function beforeBirth(volume: VolumeId, actual: Lsn, { of, at }: ForkFacts): Violation {
  return {
    why: `${volume} is rewound to LSN ${actual}, to before it was cloned at LSN ${at}`,
    given: [`${volume} was cloned from ${of} at LSN ${at}`],
    so: [
      `what happened below LSN ${at} happened to ${of}, and ${volume} was not there`,
      `${volume} is said to be as it was then: a contradiction`,
    ],
    field: "actual",
  };
}

/** Has a volume all that it had, though a relative was rewound? */
function isAsItWas(
  families: Families,
  { page, at, lsn }: EventOf<"read">,
  volume: VolumeId,
): Finding {
  const rewound = families.relatives(volume).find((other) => families.of(other).isRewound);
  if (rewound === undefined || lsn === undefined) return 0;
  const last = families.of(volume).lastAt(page, at);
  if (last === undefined || last === NO_LSN || lsn > last) return 0;
  if (lsn === last) return 1;
  return {
    why: `page ${page} of ${volume} is read without LSN ${last}, since ${rewound} was rewound`,
    given: [
      `LSN ${last} is the last record of page ${page} of ${volume} at or below ${at}`,
      `${rewound} was rewound, and ${volume} was not`,
    ],
    so: [
      `what a backtrack undoes, it undoes in one volume`,
      `LSN ${last} is missing in another: a contradiction`,
    ],
    field: "lsn",
  };
}
