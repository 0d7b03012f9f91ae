import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { REWOUND, shows } from "./fixtures.ts";

type Rewindable = EventOf<"rewindable">;

/** Changes are kept for a while only; what is older cannot be had from what is left. */
export const backtrackStaysInTheWindow: Invariant = claim({
  id: "backtrack-stays-in-the-window",
  code: "B2",
  says:
    "A backtrack leads to no state before the earliest that is kept, and asks for no earlier time; " +
    "no more is kept than the window that the trace states, and what is kept no more does not " +
    "come back.",
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
  if (at === undefined && earliest === undefined) return keepsNothing(actual);
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
function isNarrow({ branches }: View, { earliest, latest }: Rewindable): Finding {
  if (earliest === undefined) return 0;
  const { keeps, window } = branches;
  if (window?.earliest !== undefined && earliest < window.earliest) {
    return comesBack(earliest, window.earliest);
  }
  if (keeps === undefined || latest === undefined) return window?.earliest === undefined ? 0 : 1;
  return latest - earliest <= keeps ? 1 : tooMuch(earliest, latest, keeps);
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
