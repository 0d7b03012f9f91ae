import type { Lsn } from "../../model/terms.ts";
import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { REWOUND, shows } from "./fixtures.ts";

/** The log never runs backwards: what is undone keeps its LSNs, for it may come back. */
export const lsnsAfterABacktrackAreNew: Invariant = claim({
  id: "lsns-after-a-backtrack-are-new",
  code: "B4",
  says:
    "A record that is written after a backtrack has an LSN above all that were given before it, " +
    "those of records that were undone among them.",
  source: "S18 §6 (the log is never run backwards); that it holds here is derived",
  needs: [["write"], ["backtrack"]],
  on: ["write"],
  holds: shows(
    "write,backtrack",
    ...REWOUND,
    "backtrack target=1 actual=1",
    "write lsn=4 pg=p0 prev=1 cpl",
  ),
  breaks: shows(
    "write,backtrack",
    ...REWOUND,
    "backtrack target=1 actual=1",
    "write lsn=2 pg=p0 prev=1 cpl",
  ),
  check(view, { lsn }) {
    const led = view.mayHaveBranched ? view.branches.led : undefined;
    if (led === undefined) return 0;
    return lsn > led.highest ? 1 : givenAgain(lsn, led);
  },
});

function givenAgain(lsn: Lsn, { to, highest }: { readonly to: Lsn; readonly highest: Lsn }) {
  return {
    why: `LSN ${lsn} is given after a backtrack, and was given before it`,
    given: [
      `the last backtrack led to LSN ${to}`,
      `the highest LSN that was given before it is ${highest}`,
    ],
    so: [
      `the copies may still have the record that LSN ${lsn} named`,
      `nothing tells it from the new one: a contradiction`,
    ],
    field: "lsn",
  };
}
