import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { REWOUND, shows } from "./fixtures.ts";
import { readAsRewound } from "./rewound.ts";

/** What is undone is out of sight, and not gone. */
export const forthAgainIsAsItWas: Invariant = claim({
  id: "forth-again-is-as-it-was",
  code: "B5",
  says: "When a volume went forth again, what is read shows every record up to there, also those " +
    "that an earlier backtrack had undone, and none that is still undone.",
  source: "User Guide (Backtracking an Aurora DB cluster)",
  needs: [["write"], ["backtrack"], ["read"]],
  on: ["read"],
  hearsStale: true,
  holds: shows(
    "write,backtrack,read",
    ...REWOUND,
    "backtrack target=1 actual=1",
    "backtrack target=2 actual=2",
    "read page=y at=2 lsn=2",
  ),
  breaks: shows(
    "write,backtrack,read",
    ...REWOUND,
    "backtrack target=1 actual=1",
    "backtrack target=2 actual=2",
    "read page=y at=2 lsn=0",
  ),
  check: (view, event) => readAsRewound(view, event, "forth"),
});
