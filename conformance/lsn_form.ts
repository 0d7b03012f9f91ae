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

/** The log of PostgreSQL starts here. What is smaller may be a count. */
const FIRST = 1n << 24n;

/** A sentence about a line, with its LSNs as the line writes them. */
export function inFormOf(line: string, sentence: string): string {
  if (!writesHex(line)) return sentence;
  return sentence.replace(/(?<![\w./])\d{8,20}(?![\w/])/g, (digits) => {
    const lsn = BigInt(digits);
    return lsn < FIRST || lsn >= 1n << 64n ? digits : hexOf(lsn);
  });
}
