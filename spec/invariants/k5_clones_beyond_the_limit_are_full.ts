import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";
import { copies } from "./words.ts";

/** Whoever plans for the storage and the time of a clone must know when it is a copy. */
export const clonesBeyondTheLimitAreFull: Invariant = claim({
  id: "clones-beyond-the-limit-are-full",
  code: "K5",
  says:
    "No more clones of a family share its pages at once than its limit says: the next one is a " +
    "full copy.",
  source: "User Guide (Cloning a volume: 15 clones)",
  needs: [["clone-limit"], ["clone"], ["delete-volume"]],
  on: ["clone"],
  holds: shows(
    "clone,delete-volume",
    "clone-limit clones=1",
    "clone of=v1 as=v2 at=5",
    "clone of=v2 as=v3 at=7 full",
    "delete-volume name=v2",
    "clone of=v1 as=v4 at=9",
  ),
  breaks: shows(
    "clone,delete-volume",
    "clone-limit clones=1",
    "clone of=v1 as=v2 at=5",
    "clone of=v2 as=v3 at=7",
  ),
  check({ families }, { of, as, full = false }) {
    const limit = families?.limit;
    if (families === undefined || limit === undefined) return 0;
    const sharers = families.sharers(of);
    if (full) return sharers.length >= limit ? 1 : 0;
    if (sharers.length < limit) return 1;
    return {
      why: `${as} shares the pages of ${of}, as ${copies(sharers)} already do`,
      given: [
        `no more clones of a family than ${limit} may share its pages at once`,
        `${copies(sharers)} share them, and were not deleted`,
      ],
      so: [
        `the next clone of the family gets copies`,
        `${as} is the next one, and no full copy: a contradiction`,
      ],
      field: "as",
    };
  },
});
