/**
 * The options of `verify`.
 *
 * @module
 */

/** What `verify` can be told. */
export const VERIFY_OPTIONS = {
  mutant: {
    type: "string",
    value: "NAME",
    says: "Explores a known mistake; `mutants` lists them; exit code 2 if none catches it",
  },
  only: { type: "string", value: "CODE,...", says: "Asks these claims only" },
  "max-states": {
    type: "string",
    value: "N",
    says: "Stops after so many states, with exit code 2",
  },
  workers: {
    type: "string",
    value: "N",
    says: "Searches on so many threads, at most 64; default: 1",
  },
  checkpoint: {
    type: "string",
    value: "FILE",
    says: "Keeps the search of one scope in a file, every minute and where it is stopped (Ctrl-C)",
  },
  resume: {
    type: "string",
    value: "FILE",
    says: "Goes on with the search in a file, and keeps it there",
  },
  all: {
    type: "boolean",
    says: "Goes on after a violation: a shortest counterexample of every claim that breaks",
  },
  "no-symmetry": {
    type: "boolean",
    says: "Tells alike copies apart: more states, and the same verdicts",
  },
  reduction: {
    type: "boolean",
    says: "Follows one order of steps that do not disturb each other instead of all: the same " +
      "verdicts from fewer states, where there are such steps; needs --no-symmetry",
  },
  liveness: {
    type: "boolean",
    says: "Judges what must happen at last, in every fair behaviour, and what was assumed for " +
      "it; a lasso where it need not happen",
  },
  replay: {
    type: "string",
    value: "PATH",
    says: "Plays one path instead, step by step: SCOPE/MOVE,... or SCOPE/MUTANT/MOVE,...",
  },
  out: {
    type: "string",
    value: "FILE",
    multiple: true,
    says: "Where a counterexample is written: .trace, .jsonl, or .mmd for a sequence diagram; " +
      "may be given again",
  },
  large: {
    type: "boolean",
    says: "Explores the scopes that take minutes or hours, and that are left out unless named",
  },
  ledger: {
    type: "string",
    value: "FILE",
    says: "Records the sizes of what was explored, and keeps what is known of other scopes",
  },
  json: { type: "boolean", says: "Prints one JSON document" },
} as const;
