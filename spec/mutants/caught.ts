/**
 * How each mutant is caught: recorded, so that a README can tell it, and a test finds it again.
 * `deno task mutants --ledger spec/mutants/caught.json` records it anew.
 *
 * @module
 */
import recorded from "./caught.json" with { type: "json" };

/** Steps of the shortest path, or of the lasso, that shows a mistake: by the name of its mutant. */
export const caught: Readonly<Record<string, number>> = recorded;
