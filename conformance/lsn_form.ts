/**
 * LSNs in the form in which a trace writes them.
 *
 * @module
 */
import { hexOf } from "../traces/mod.ts";

/** Does the line write an LSN as PostgreSQL does, such as `0/15232A8`? */
export function writesHex(line: string): boolean {
  return /[="][0-9A-F]{1,8}\/[0-9A-F]{1,8}(?=["\s]|$)/i.test(line);
}

/** Words before an LSN. A number behind another word may be a name or a count. */
const LEAD = "LSN|SCN|SCL|VDL|VCL|PGCL|PGMRPL|CPL|link|above|below|to|at|from|than|is|was|->";
const PLACE = new RegExp(`(?<=(?:^|\\s)(?:${LEAD})\\s+)\\d{7,20}(?![\\w./])`, "g");

/** PostgreSQL never uses its first segment, which has 1 MiB at least. */
const FIRST = 1n << 20n;

/** A sentence about a line, with its LSNs as the line writes them. */
export function inFormOf(line: string, sentence: string): string {
  if (!writesHex(line)) return sentence;
  return sentence.replace(PLACE, (digits) => {
    const lsn = BigInt(digits);
    return lsn < FIRST || lsn >= 1n << 64n ? digits : hexOf(lsn);
  });
}
