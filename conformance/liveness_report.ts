/**
 * What a check of liveness found, for people and as JSON: no verdict without what was assumed.
 *
 * @module
 */
import type { Lasso, LivenessVerdict } from "../model/explore/mod.ts";
import { scopes } from "../spec/scopes.ts";
import type { LivenessFinding, LivenessVerification } from "../spec/verify_liveness.ts";
import { replayCommand } from "./counterexample.ts";
import { counted, type Page, type Style, thousands, wrap } from "./style.ts";

/** One scope judged, and how long it took. Unit: seconds. */
export interface TimedLiveness extends LivenessVerification {
  readonly seconds: number;
}

/** What comes of all that a claim owes: the worst. */
export function verdictOn({ liveness }: LivenessFinding): LivenessVerdict["verdict"] {
  const found = liveness.verdicts.map(({ verdict }) => verdict);
  if (found.includes("violated")) return "violated";
  return found.includes("holds") && liveness.complete ? "holds" : "unjudged";
}

/** Did anything come to be owed? */
export function isOwed({ liveness }: LivenessFinding): boolean {
  return obligationsOf(liveness.verdicts) > 0;
}

/** One scope: bounds, sizes, every claim with its assumptions, a lasso for each that breaks. */
export function livenessText(run: TimedLiveness, page: Page): string {
  const { scope, mutant, size, findings, seconds } = run;
  const says = mutant ? `with a mistake: ${mutant.says}` : scopes[scope]!.says;
  const [title, ...more] = wrap(`${scope}  ${says}`, across(page));
  const sizes = findings.slice(0, 1).map(({ liveness: { states, edges } }) =>
    `${thousands(states)}, ${counted(edges, "step")}; alike copies are told apart`
  );
  return [
    title!.replace(scope, page.style.strong(scope)),
    ...more.map((line) => `  ${line}`),
    ...row("Bounds", size, page),
    ...sizes.flatMap((told) => row("States", told, page)),
    ...row("Time", `${seconds.toFixed(2)} s`, page),
    "",
    ...findings.flatMap((finding) => claimRows(finding, page)),
    ...findings.flatMap((finding) => broken(run, finding, page)),
    ...ending(run, page.style).flatMap((line) => ["", line]),
    "",
    "",
  ].join("\n");
}

function claimRows(finding: LivenessFinding, page: Page): string[] {
  const { claim: { code, id }, assumes, liveness } = finding;
  const { bad, good, unsure, faint } = page.style;
  const words = {
    holds: good("holds   "),
    violated: bad("VIOLATED"),
    unjudged: unsure("unjudged"),
  };
  const detail = isOwed(finding)
    ? counted(obligationsOf(liveness.verdicts), "obligation")
    : "nothing is owed in this scope";
  return [
    `  ${words[verdictOn(finding)]}  ${code.padEnd(3)}  ${id}  ${faint(detail)}`,
    ...wrap(`if ${assumes}`, across(page) - 17).map((line) => `${" ".repeat(17)}${line}`),
  ];
}

/** A fair behaviour in which a claim breaks: of several debts, the first that is never paid. */
function broken(run: TimedLiveness, { claim, liveness }: LivenessFinding, page: Page): string[] {
  const unpaid = liveness.verdicts.filter(({ lasso }) => lasso !== undefined);
  const [first, ...others] = unpaid;
  if (first?.lasso === undefined) return [];
  const { stem, cycle, fair } = first.lasso;
  const also = others.length > 0 ? `, and ${others.length} more` : "";
  const { style } = page;
  return [
    "",
    `${style.bad("VIOLATED")}  ${style.strong(`${claim.code}  ${claim.id}`)}`,
    ...wrap(claim.says, across(page) - 2).map((line) => `  ${line}`),
    `  ${style.faint(`Source: ${claim.source}`)}`,
    "",
    ...row("Owed", `${first.property}, and never paid${also}`, page),
    ...row("Stem", `${counted(stem.length, "step")}: ${stem.join(" ")}`, page),
    ...row(
      "Cycle",
      cycle.length === 0
        ? "none: all stays as it is, for ever"
        : `${counted(cycle.length, "step")}, again and again: ${cycle.join(" ")}`,
      page,
    ),
    ...reasons(fair).flatMap((text, i) => row(i === 0 ? "Fair" : "", text, page)),
    `  ${style.strong("Replay")}    ${replayCommand(run, [...stem, ...cycle])}`,
  ];
}

/** Why the cycle is fair, reason by reason. */
function reasons(fair: Lasso["fair"]): string[] {
  return (["taken", "not always enabled", "never enabled"] as const).flatMap((because) => {
    const names = fair.filter((each) => each.because === because).map((each) => each.assumption);
    if (names.length === 0) return [];
    const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
    return [`${because} on the cycle: ${names.slice(0, SHOWN).join(", ")}${more}`];
  });
}

const SHOWN = 4;

function ending({ findings, mutant }: TimedLiveness, { good, unsure }: Style): string[] {
  if (findings.some((finding) => verdictOn(finding) === "violated")) return [];
  if (findings.some(({ liveness }) => !liveness.complete)) {
    return [unsure("Stopped at the limit: not every state was reached.")];
  }
  if (mutant) return [unsure("Not caught: what must happen at last does.")];
  if (!findings.some(isOwed)) return [unsure("Nothing is owed within these bounds.")];
  return [good("What must happen at last does, in every fair behaviour within these bounds.")];
}

function obligationsOf(verdicts: readonly LivenessVerdict[]): number {
  return verdicts.reduce((sum, { obligations }) => sum + obligations, 0);
}

function across({ width }: Page): number {
  return Math.min(width, 100);
}

function row(label: string, text: string, page: Page): string[] {
  return wrap(text, across(page) - 12).map((line, i) =>
    `  ${page.style.strong((i === 0 ? label : "").padEnd(8))}  ${line}`
  );
}

/** The same as plain data. */
export function livenessToJson(run: TimedLiveness): unknown {
  const { scope, mutant, size, findings, seconds } = run;
  return {
    scope,
    ...mutant && { mutant: mutant.name },
    bounds: size,
    seconds: Number(seconds.toFixed(3)),
    liveness: findings.map((finding) => {
      const { claim: { code, id }, assumes, liveness: { verdicts, ...sizes } } = finding;
      return {
        code,
        id,
        verdict: verdictOn(finding),
        assumes,
        ...sizes,
        debts: verdicts.map(({ property: of, lasso, ...verdict }) => ({
          of,
          ...verdict,
          ...lasso && {
            lasso: { ...lasso, replay: replayCommand(run, [...lasso.stem, ...lasso.cycle]) },
          },
        })),
      };
    }),
  };
}
