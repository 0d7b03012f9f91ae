/**
 * LSNs as text: decimal, or the two hexadecimal halves that PostgreSQL prints.
 *
 * @module
 */
import type { Lsn } from "../model/terms.ts";

/** The greatest LSN: 64 bits, unsigned. */
export const LSN_MAX: Lsn = 2n ** 64n - 1n;

const HALF = 32n;
const HALF_MAX = 2n ** HALF - 1n;

/**
 * The LSN written as `17` or `0/15232A8`, or undefined if it is greater than {@link LSN_MAX} (or a
 * half greater than 32 bits). `text` is what the grammar calls a `position`.
 */
export function lsnOf(text: string): Lsn | undefined {
  const slash = text.indexOf("/");
  if (slash < 0) return wholeOf(text);
  const high = BigInt(`0x${text.slice(0, slash)}`);
  const low = BigInt(`0x${text.slice(slash + 1)}`);
  return high > HALF_MAX || low > HALF_MAX ? undefined : high << HALF | low;
}

/** The decimal whole number in `digits`, or undefined if it needs more than 64 bits. */
export function wholeOf(digits: string): bigint | undefined {
  const value = digits.length < 16 ? BigInt(+digits) : BigInt(digits);
  return value > LSN_MAX ? undefined : value;
}

/** The number in `digits`, or undefined if a number of JavaScript cannot hold it exactly. */
export function numberOf(digits: string): number | undefined {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** An LSN as PostgreSQL prints it, such as `0/15232A8`. */
export function hexOf(lsn: Lsn): string {
  const half = (bits: bigint) => bits.toString(16).toUpperCase();
  return `${half(lsn >> HALF)}/${half(lsn & HALF_MAX)}`;
}
