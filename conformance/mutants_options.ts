/**
 * The options of `mutants`.
 *
 * @module
 */

/** What `mutants` can be told. */
export const MUTANTS_OPTIONS = {
  json: { type: "boolean", says: "Prints one JSON document" },
} as const;
