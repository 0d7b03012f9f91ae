/**
 * `verify --liveness`: what must happen at last, in every fair behaviour of a scope.
 *
 * @module
 */
import { livenessClaims } from "../spec/liveness/all.ts";
import type { LivenessClaim } from "../spec/liveness/liveness_claim.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { verifyLiveness } from "../spec/verify_liveness.ts";
import { meant, UsageError } from "./arguments.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { line } from "./line.ts";
import {
  isOwed,
  livenessText,
  livenessToJson,
  type TimedLiveness,
  verdictOn,
} from "./liveness_report.ts";
import { list } from "./select.ts";
import { style, thousands } from "./style.ts";

/** What to judge. */
export interface LivenessSearch {
  /** Scopes; none: those that the claims are made for, or the mistake. */
  readonly scopes: readonly string[];
  readonly mutant?: Mutant | undefined;
  readonly limit?: number | undefined;
  /** Claims by code or id, with commas between. */
  readonly only?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Judges the claims of liveness, and gives the exit code. */
export function liveness(search: LivenessSearch, io: Io): ExitCode {
  const { mutant, json = false } = search;
  const claims = claimsNamed(search.only);
  const promised = [...new Set(claims.flatMap(({ scopes }) => scopes))];
  const named = search.scopes.length > 0 ? search.scopes : mutant ? [mutant.scope] : promised;
  const runs = named.map((scope) => {
    const run = judged(scope, search.only === undefined ? undefined : claims, search, io);
    if (!json) io.out(livenessText(run, { style: style(io.color), width: io.columns }));
    return run;
  });
  if (json) io.out(`${JSON.stringify(runs.map(livenessToJson), null, 2)}\n`);
  mustOwe(runs, claims);
  return exitCode(runs);
}

/** Some claim is violated: 1. A search was cut short, or a mistake broke nothing: 2. */
function exitCode(runs: readonly TimedLiveness[]): ExitCode {
  const findings = runs.flatMap((run) => run.findings.map((finding) => ({ ...finding, run })));
  if (findings.some((finding) => verdictOn(finding) === "violated")) return EXIT.violated;
  const isTold = findings.every(({ liveness, run }) => liveness.complete && !run.mutant);
  return isTold ? EXIT.holds : EXIT.unjudged;
}

/** A search in which nothing was owed proves nothing. */
function mustOwe(runs: readonly TimedLiveness[], claims: readonly LivenessClaim[]): void {
  const findings = runs.flatMap(({ findings }) => findings);
  if (runs.some(({ mutant }) => mutant) || findings.some(isOwed)) return;
  if (findings.some(({ liveness }) => !liveness.complete)) return;
  const others = [...new Set(claims.flatMap(({ scopes }) => scopes))];
  throw new UsageError(
    `nothing in ${runs.map(({ scope }) => scope).join(", ")} comes to be owed that ` +
      `${claims.map(({ code }) => code).join(", ")} could ask for; it does in ${others.join(", ")}`,
  );
}

function judged(
  scope: string,
  claims: readonly LivenessClaim[] | undefined,
  { mutant, limit }: LivenessSearch,
  io: Io,
): TimedLiveness {
  const { show, done } = line(io);
  const start = performance.now();
  try {
    const found = verifyLiveness(scope, {
      ...mutant && { mutant },
      ...limit !== undefined && { maxStates: limit },
      ...claims && { claims },
      onProgress: ({ states, frontier }) =>
        show(() => `${scope}  ${thousands(states)} states  ${thousands(frontier)} to go`),
    });
    return { ...found, seconds: (performance.now() - start) / 1000 };
  } finally {
    done();
  }
}

function claimsNamed(only: string | undefined): readonly LivenessClaim[] {
  const names = list(only === undefined ? undefined : [only]);
  return names === undefined ? livenessClaims : names.map((name) => {
    const asked = name.toLowerCase();
    const claim = livenessClaims.find(({ code, id }) => [code.toLowerCase(), id].includes(asked));
    if (claim !== undefined) return claim;
    const near = asked.length > 3 ? meant(asked, livenessClaims.map(({ id }) => id)) : "";
    const codes = livenessClaims.map(({ code }) => code).join(", ");
    throw new UsageError(`there is no claim of liveness ${name}${near || `; there are ${codes}`}`);
  });
}
