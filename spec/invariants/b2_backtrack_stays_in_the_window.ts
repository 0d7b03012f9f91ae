import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { RewindWindow } from "../view/branch_facts.ts";
import { claim } from "./claim.ts";
import { REWOUND, shows } from "./fixtures.ts";

type Rewindable = EventOf<"rewindable">;

/** Three days: no window is longer. Unit: microseconds. */
const LIMIT = 72n * 3600n * 1_000_000n;

/** Changes are kept for a while only; what is older cannot be had from what is left. */
export const backtrackStaysInTheWindow: Invariant = claim({
  id: "backtrack-stays-in-the-window",
  code: "B2",
  says:
    "A backtrack leads to no state before the earliest that is kept, and asks for no earlier time; " +
    "no more is kept than the window that the trace states, nor than 72 hours; what is kept no " +
    "more does not come back, and where nothing is kept nothing ever is.",
  source: "User Guide (Backtracking an Aurora DB cluster: Backtrack window)",
  needs: [["rewindable"]],
  on: ["backtrack", "rewindable"],
  holds: shows(
    "write,backtrack,rewindable",
    "backtrack-window keeps=259200000000",
    ...REWOUND,
    "rewindable earliest=10 latest=259200000010 at=2",
    "backtrack target=2 actual=2 time=10",
  ),
  breaks: shows(
    "write,backtrack,rewindable",
    ...REWOUND,
    "rewindable at=2",
    "backtrack target=1 actual=1",
  ),
  check(view, event) {
    return event.kind === "backtrack" ? isKept(view, event) : isNarrow(view, event);
  },
});

function isKept({ branches }: View, { actual, time }: EventOf<"backtrack">): Finding {
  const { window } = branches;
  if (window === undefined) return 0;
  const { at, earliest } = window;
  if (isOff(window)) return keepsNothing(actual);
  if (at !== undefined && actual < at) {
    return tooEarly(`a backtrack leads to LSN ${actual}`, `LSN ${at}`, "actual");
  }
  if (time !== undefined && earliest !== undefined && time < earliest) {
    return tooEarly(`a backtrack asks for time ${time}`, `time ${earliest}`, "time");
  }
  return at === undefined && time === undefined ? 0 : 1;
}

function keepsNothing(actual: bigint): Violation {
  return {
    why: `a backtrack leads to LSN ${actual}, though nothing is kept to go back with`,
    given: ["the volume was announced as one that cannot be rewound"],
    so: ["what the volume was is not known to anybody", "it is rewound: a contradiction"],
    field: "actual",
  };
}

function tooEarly(what: string, earliest: string, field: string): Violation {
  return {
    why: `${what}, before ${earliest}, the earliest that is kept`,
    given: [`the earliest state to which the volume can be rewound is that of ${earliest}`],
    so: [
      "the changes since an earlier state are not kept any more",
      "nobody can take them back: a contradiction",
    ],
    field,
  };
}

/** Is no more kept than is said to be, and nothing that was given up? */
function isNarrow({ branches }: View, { earliest, latest, at }: Rewindable): Finding {
  const { keeps = LIMIT, window } = branches;
  const isKept = earliest !== undefined || at !== undefined;
  if (window !== undefined && isOff(window)) return isKept ? turnedOnAgain(earliest) : 1;
  if (earliest === undefined) return 0;
  if (window?.earliest !== undefined && earliest < window.earliest) {
    return comesBack(earliest, window.earliest);
  }
  if (latest === undefined) return window?.earliest === undefined ? 0 : 1;
  const most = keeps < LIMIT ? keeps : LIMIT;
  return latest - earliest <= most ? 1 : tooMuch(earliest, latest, most);
}

/** Is nothing kept? */
function isOff({ earliest, at }: RewindWindow): boolean {
  return earliest === undefined && at === undefined;
}

function turnedOnAgain(earliest: bigint | undefined): Violation {
  return {
    why: "the volume can be rewound, and before it could not",
    given: ["an earlier line says that nothing is kept to go back with"],
    so: ["who gives the window up does not get it again: a contradiction"],
    field: earliest === undefined ? "at" : "earliest",
  };
}

function comesBack(earliest: bigint, before: bigint): Violation {
  return {
    why: `the volume can be rewound to time ${earliest}, and before to none earlier than ${before}`,
    given: [`the earliest time that was announced before is ${before}`],
    so: [
      `the changes between ${earliest} and ${before} were kept no more`,
      "they are needed to go there: a contradiction",
    ],
    field: "earliest",
  };
}

function tooMuch(earliest: bigint, latest: bigint, keeps: bigint): Violation {
  return {
    why: `changes of ${latest - earliest} microseconds are kept, more than the window of ${keeps}`,
    given: [
      `changes are kept for ${keeps} microseconds at most`,
      `the volume can be rewound from time ${latest} to time ${earliest}`,
    ],
    so: [
      `${latest} - ${earliest} = ${latest - earliest} > ${keeps}`,
      "more is kept than may be: a contradiction",
    ],
    field: "earliest",
  };
}
