/**
 * What a run of the judge found, as one plain object: every format is printed from it, and as JSON
 * it is its own format. Numbers are counts; LSNs stand in texts and in events as decimal strings.
 *
 * @module
 */
import type { Clock } from "../traces/mod.ts";

/** Verdict on one claim in one trace. */
export type Verdict = "holds" | "violated" | "unjudged";

/** Verdict on a trace or on a run. */
export type Outcome = Verdict | "unreadable";

/** A line of a trace, as it stands in the file. */
export interface Line {
  /** From 1. */
  readonly line: number;
  /** The line itself. */
  readonly text: string;
}

/** What an event changed in what is known. */
export interface Change {
  /** What it is a fact of, such as `segment a1`. */
  readonly of: string;
  /** The fact, such as `SCL`. */
  readonly fact: string;
  /** Before the event. */
  readonly from: string;
  /** After it. */
  readonly to: string;
}

/** The first violation of a claim in a trace, with what an argument needs. */
export interface Breach extends Line {
  /** The lines just before. */
  readonly before: readonly Line[];
  /** The lines just after. */
  readonly after: readonly Line[];
  /** What is wrong, in one sentence. */
  readonly why: string;
  /** What is given. */
  readonly given: readonly string[];
  /** What follows from it, down to the contradiction. */
  readonly so: readonly string[];
  /** The field of the event that is wrong. */
  readonly field?: string;
  /** What the event changed. */
  readonly changed: readonly Change[];
}

/** Verdict on one claim in one trace, with its size. */
export interface ClaimReport {
  /** Name of the claim. */
  readonly id: string;
  /** Its letter and number. */
  readonly code: string;
  /** The claim in one sentence. */
  readonly says: string;
  /** Paper and section. */
  readonly source: string;
  /** What was found. */
  readonly verdict: Verdict;
  /** How often the trace asked something of the claim and the claim held. */
  readonly obligations: number;
  /** How many events violate it; the first of them is told of. */
  readonly violations: number;
  /** Why it is unjudged. */
  readonly unjudged?: string;
  /** Kinds of events it needs, one of each inner list, of which the trace shows none. */
  readonly lacks?: readonly (readonly string[])[];
  /** Where it is violated first. */
  readonly breach?: Breach;
}

/** Why a file was not judged. */
export interface FileError {
  /** The whole message, with place and caret where there is one. */
  readonly message: string;
  /** From 1; absent where it is not about a line. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
}

/** What was found in one trace. */
export interface FileReport {
  /** As the reader named it, or `standard input`. */
  readonly file: string;
  /** The worst verdict of its claims; `unjudged` if no claim was judged at all. */
  readonly verdict: Outcome;
  /** How many events were judged. */
  readonly events: number;
  /** What was recorded, in the words of the header. */
  readonly system?: string;
  /** What the order of lines rests on. */
  readonly clock?: Clock;
  /** Verdicts in reading order; empty if the file cannot be read: nothing is half counted. */
  readonly claims: readonly ClaimReport[];
  /** Why the file cannot be read. */
  readonly error?: FileError;
}

/** Sizes of a run. */
export interface Totals {
  /** Traces that were named. */
  readonly files: number;
  /** Events that were judged. */
  readonly events: number;
  /** Obligations that were met, of all claims. */
  readonly obligations: number;
  /** Verdicts `holds`, over claims and traces. */
  readonly holds: number;
  /** Verdicts `violated`. */
  readonly violated: number;
  /** Verdicts `unjudged`. */
  readonly unjudged: number;
  /** Traces that could not be read. */
  readonly unreadable: number;
}

/** What a run of the judge found. */
export interface Report {
  /** Version of this format. */
  readonly version: 1;
  /** The worst outcome of the files. */
  readonly verdict: Outcome;
  /** One for each trace, in the order in which they were judged. */
  readonly files: readonly FileReport[];
  /** Sizes. */
  readonly totals: Totals;
}

/** From the best outcome to the worst. */
const ORDER: readonly Outcome[] = ["holds", "unjudged", "violated", "unreadable"];

/**
 * The report of these files. Where only `some` claims were asked, a file need not show them if
 * another does.
 */
export function reportOf(
  files: readonly FileReport[],
  { some = false }: { readonly some?: boolean } = {},
): Report {
  const claims = files.flatMap((file) => file.claims);
  const count = (verdict: Verdict) => claims.filter((claim) => claim.verdict === verdict).length;
  return {
    version: 1,
    verdict: worst(files.map((file) => file.verdict), some),
    files,
    totals: {
      files: files.length,
      events: sum(files.map((file) => file.events)),
      obligations: sum(claims.map((claim) => claim.obligations)),
      holds: count("holds"),
      violated: count("violated"),
      unjudged: count("unjudged"),
      unreadable: files.filter((file) => file.error !== undefined).length,
    },
  };
}

/** The verdict on a trace: violated if one claim is, unjudged if none could be judged. */
export function verdictOf(claims: readonly ClaimReport[]): Verdict {
  const has = (verdict: Verdict) => claims.some((claim) => claim.verdict === verdict);
  return has("violated") ? "violated" : has("holds") ? "holds" : "unjudged";
}

function worst(outcomes: readonly Outcome[], some: boolean): Outcome {
  const told = outcomes.filter((outcome) => !some || outcome !== "unjudged");
  const rank = Math.max(0, ...told.map((outcome) => ORDER.indexOf(outcome)));
  return told.length === 0 ? "unjudged" : ORDER[rank]!;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
