/**
 * The options of `mutants`.
 *
 * @module
 */

/** What `mutants` can be told. */
export const MUTANTS_OPTIONS = {
  ledger: { type: "string", value: "FILE", says: "Records how many steps show each of them" },
  json: { type: "boolean", says: "Prints one JSON document" },
} as const;
