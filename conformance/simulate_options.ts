/**
 * The options of `simulate`.
 *
 * @module
 */

/** What `simulate` can be told. */
export const SIMULATE_OPTIONS = {
  seed: { type: "string", value: "N", says: "Same seed, same walks; 1 unless told" },
  steps: { type: "string", value: "N", says: "Ends after so many steps; 100,000 unless told" },
  seconds: { type: "string", value: "N", says: "Ends after so many seconds in each scope" },
  depth: { type: "string", value: "N", says: "Ends a walk after so many steps; 200 unless told" },
  mutant: { type: "string", value: "NAME", says: "Walks through a known mistake" },
  only: { type: "string", value: "CODE,...", says: "Asks these claims only" },
  out: {
    type: "string",
    value: "FILE",
    multiple: true,
    says: "Where a counterexample is written: .trace, .jsonl or .mmd",
  },
  size: { type: "boolean", says: "Guesses how many states `verify` would find, and does no more" },
  json: { type: "boolean", says: "Prints one JSON document" },
} as const;
