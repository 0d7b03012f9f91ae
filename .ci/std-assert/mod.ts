/**
 * A stand-in for `@std/assert` with the same names, for machines that cannot reach JSR. It is not
 * the standard library's code: a thin layer over `node:assert/strict`, and stricter where the two
 * differ (`-0` is not `0`, prototypes count), so what passes here passes there. To use the real
 * one, delete the `links` line of `deno.json`.
 *
 * @module
 */
export { AssertionError } from "./assertion_error.ts";
export * from "./equality.ts";
export * from "./throwing.ts";
export * from "./truth.ts";
export * from "./within.ts";
