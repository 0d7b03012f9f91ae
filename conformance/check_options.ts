/**
 * What `check` can be told.
 *
 * @module
 */
import type { Options } from "./arguments.ts";

/** The options of `check`. */
export const CHECK_OPTIONS = {
  json: { type: "boolean", says: "Prints the report as one JSON document" },
  only: {
    type: "string",
    value: "CLAIM,...",
    multiple: true,
    says: "Judges only these claims, by code or id",
  },
  except: { type: "string", value: "CLAIM,...", multiple: true, says: "Leaves these claims out" },
  junit: { type: "string", value: "FILE", says: "Writes the report as JUnit XML, too" },
  tap: { type: "boolean", says: "Prints the report in the Test Anything Protocol" },
  strict: { type: "boolean", says: "Exits with 2 if any claim is unjudged" },
  shrink: {
    type: "boolean",
    says: "Prints a smallest trace that still breaks the first claim that is violated",
  },
  list: { type: "boolean", says: "Lists the claims with their sources, and judges nothing" },
  quiet: { type: "boolean", says: "Prints violations and errors only" },
} as const satisfies Options;
