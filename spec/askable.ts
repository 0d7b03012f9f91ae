/**
 * The claims that the model can be asked.
 *
 * @module
 */
import { areSeen, type Invariant } from "./invariant.ts";
import { invariants } from "./invariants/all.ts";
import { BACKTRACK_SHOWN } from "./observe/backtrack.ts";
import { BACKUP_SHOWN } from "./observe/backup.ts";
import { FAMILY_SHOWN } from "./observe/family.ts";
import { GROWTH_SHOWN } from "./observe/growth.ts";
import { LIFE_SHOWN } from "./observe/life.ts";
import { SHOWN } from "./observe/shown.ts";

/** What the worlds of each kind can show. */
const KINDS = [SHOWN, BACKUP_SHOWN, BACKTRACK_SHOWN, FAMILY_SHOWN, LIFE_SHOWN, GROWTH_SHOWN];

/** The claims that a step of the model can put to the test: some world shows what they need. */
export const askable: readonly Invariant[] = invariants.filter(({ needs }) =>
  KINDS.some((shown) => areSeen(needs, shown))
);
