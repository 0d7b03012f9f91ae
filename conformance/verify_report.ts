/**
 * What an exploration found, for people and as JSON: never a verdict without its size.
 *
 * @module
 */
import { askable } from "../spec/askable.ts";
import { invariants } from "../spec/invariants/all.ts";
import { livenessMutants } from "../spec/liveness/mutants.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { scopes } from "../spec/scopes.ts";
import type { Verification } from "../spec/verify.ts";
import { chartLines } from "./charts_text.ts";
import { replayCommand, type Told } from "./counterexample.ts";
import { type Page, quoted } from "./explain.ts";
import { counted, type Style, thousands, wrap } from "./style.ts";

/** One scope explored, and how long it took. Unit: seconds. */
export interface Timed extends Verification {
  readonly seconds: number;
  /** How many threads searched, and how many were wanted: what was found does not depend on it. */
  readonly workers: number;
  readonly wanted: number;
}

/**
 * One scope in full: bounds, counts, every claim with its obligations, every witness.
 *
 * @param told The counterexamples, where they were written to files.
 */
export function verificationText(
  run: Timed,
  { style, width }: Page,
  told: readonly Told[] = [],
): string {
  const { scope, mutant, size } = run;
  const row = (label: string, text: string) =>
    wrap(text, Math.min(width, 100) - 12).map((line, i) =>
      `  ${style.strong((i === 0 ? label : "").padEnd(8))}  ${line}`
    );
  const titled = (name: string, says: string) => {
    const [first, ...more] = wrap(`${name}  ${says}`, Math.min(width, 100));
    return [first!.replace(name, style.strong(name)), ...more.map((line) => `  ${line}`)];
  };
  return [
    ...titled(scope, mutant ? `with a mistake: ${mutant.says}` : scopes[scope]!.says),
    ...mutant ? row("Rule", ruleOf(mutant, scope)) : [],
    ...row("Bounds", size),
    ...row("States", sizes(run)),
    ...row("Speed", speed(run)),
    ...mutant || !run.exploration.complete
      ? []
      : chartLines(run.exploration.charts).flatMap((line, i) => row(i === 0 ? "Charts" : "", line)),
    "",
    ...mutant ? [] : claimRows(run, style),
    ...mutant ? [] : witnessRows(run, style),
    ...run.exploration.violations.length > 1
      ? violations(run, told, style)
      : verdict(run, { style, width }),
    "",
  ].join("\n");
}

function ruleOf({ rule, scope: made }: Mutant, scope: string): string {
  return `${rule} is replaced${made === scope ? "" : `; the mistake is made for scope ${made}`}`;
}

function sizes({ exploration }: Timed): string {
  const { edges, depth, rests } = exploration;
  return `${alike(exploration)} ${counted(edges, "step")}, depth ${depth}, ` +
    `${thousands(rests)} at rest${sparing(exploration)}`;
}

/** How many states there are. What they stand for is known when all were expanded. */
function alike({ states, unreduced, symmetry, complete }: Timed["exploration"]): string {
  if (symmetry === 1) return `${thousands(states)},`;
  const renamings = `up to ${thousands(symmetry)} renamings of alike copies`;
  if (!complete) return `${thousands(states)} ${renamings},`;
  return `${thousands(states)} that stand for ${thousands(unreduced)}, ${renamings};`;
}

/** What a reduction left out, where one was asked for. */
function sparing({ reduction }: Timed["exploration"]): string {
  if (reduction === undefined) return "";
  const { ample, omitted } = reduction;
  if (ample === 0) return "; under reduction, which left nothing out";
  return `; under reduction: not all states, as ${counted(omitted, "step")} of ` +
    `${counted(ample, "state")} ${omitted === 1 ? "was" : "were"} left out`;
}

/** Did a reduction leave anything out? */
function isReduced({ reduction }: Timed["exploration"]): boolean {
  return reduction !== undefined && reduction.ample > 0;
}

function speed({ exploration, seconds, workers, wanted }: Timed): string {
  const { states, unreduced, complete, symmetry } = exploration;
  const rate = (count: number) => thousands(Math.round(count / seconds));
  const rates = `${rate(states)} states/s` +
    (symmetry > 1 && complete ? ` that stand for ${rate(unreduced)},` : "");
  const claims = Object.keys(exploration.obligations).length;
  const threads = workers > 1 ? ` on ${workers} threads` : "";
  return `${seconds.toFixed(2)} s${threads}, ${rates} with ${counted(claims, "claim")} asked; ${
    counted(exploration.asked.steps, "distinct step")
  }, ` +
    `${thousands(exploration.asked.ofXState)} of them asked of XState` +
    (workers < wanted ? "; on one thread: others need permission to read (--allow-read)" : "");
}

function claimRows({ exploration }: Timed, style: Style): string[] {
  const width = Math.max(...invariants.map(({ id }) => id.length));
  return invariants.flatMap(({ code, id }) => {
    const count = exploration.obligations[code];
    if (count === undefined) return [];
    const met = thousands(count).padStart(11);
    const [word, detail] = count === 0
      ? [style.unsure("unjudged"), style.faint("not asked in this scope")]
      : [
        style.good("holds   "),
        `${met} ${style.faint(count === 1 ? "obligation" : "obligations")}`,
      ];
    return `  ${word}  ${code.padEnd(3)}  ${id.padEnd(width)}  ${detail}`;
  });
}

/** Was any claim that was asked put to the test? */
export function isAsked({ exploration }: Pick<Timed, "exploration">): boolean {
  return Object.values(exploration.obligations).some((count) => count > 0);
}

function witnessRows({ exploration, missing }: Timed, style: Style): string[] {
  const rows = Object.entries(exploration.witnesses).flatMap(([id, path]) => {
    if (path) return [`  ${style.good("seen    ")}  ${id}, after ${counted(path.length, "step")}`];
    return missing.includes(id) ? [`  ${style.bad("NOT SEEN")}  ${id}`] : [];
  });
  return rows.length > 0 ? ["", ...rows] : [];
}

/** Each claim that breaks, with the commands that show how. */
function violations(run: Timed, told: readonly Told[], style: Style): string[] {
  const { violations } = run.exploration;
  return [
    `${style.bad("VIOLATED")}  ${counted(violations.length, "claim")}, each by a ${
      isReduced(run.exploration) ? "" : "shortest "
    }path:`,
    ...violations.flatMap((violation) => {
      const { claim, path } = violation;
      const id = invariants.find(({ code }) => code === claim)?.id ?? "";
      const file = told.find((one) => one.violation === violation)?.files[0];
      return [
        `  ${style.strong(claim.padEnd(3))} ${counted(path.length, "step").padStart(8)}  ${id}`,
        ...file === undefined ? [] : [`      deno task check ${quoted(file)} --only ${claim}`],
        `      ${replayCommand(run, path)}`,
      ];
    }),
    "",
  ];
}

function verdict(run: Timed, { style, width }: Page): string[] {
  const { exploration, missing, mutant } = run;
  const { violation, complete } = exploration;
  if (violation) {
    const { claim, path } = violation;
    const alone = mutant && mutant.caughtBy !== claim
      ? `; asked alone, ${mutant.caughtBy} does`
      : "";
    const caught = mutant ? `caught by ${claim} first${alone}` : `${claim} is violated`;
    return [
      `${style.bad("VIOLATED")}  ${caught}`,
      isReduced(exploration)
        ? `  by a path of ${counted(path.length, "step")}; without reduction one may be shorter:`
        : `  by a shortest path of ${counted(path.length, "step")}:`,
      ...wrap(path.join(" "), Math.min(width, 100) - 2).map((line) => `  ${line}`),
      "",
      `  ${style.strong("Replay")}    ${replayCommand(run, path)}`,
      "",
    ];
  }
  if (missing.length > 0) return ["", `${style.bad("NOT SEEN")}  ${missing.join(", ")}`];
  if (!complete) return ["", style.unsure("Stopped early: not every state was reached.")];
  const reached = `state within these bounds was reached${
    isReduced(exploration) ? " or spared by the reduction" : ""
  }`;
  if (mutant) {
    const made = livenessMutants.includes(mutant)
      ? "; it is made for --liveness"
      : mutant.scope === run.scope
      ? ""
      : `; it is made for scope ${mutant.scope}`;
    const claims = Object.keys(exploration.obligations);
    const asked = claims.length < askable.length ? ` by ${claims.join(", ")}` : "";
    return wrap(
      `Not caught${asked}: every ${reached}, and the mistake breaks no claim there${made}.`,
      Math.min(width, 100),
    ).map(style.unsure);
  }
  if (!isAsked(run)) {
    const codes = Object.keys(exploration.obligations).join(", ");
    return ["", style.unsure(`Every ${reached}, but nothing there asks ${codes}.`)];
  }
  return ["", style.good(`Every ${reached}, and no claim is violated.`)];
}

/** The same as plain data. */
export function toJson(run: Timed): unknown {
  const { scope, mutant, size, exploration, missing, seconds, workers } = run;
  const { taken: _, violations, ...counts } = exploration;
  return {
    scope,
    ...mutant && { mutant: mutant.name },
    bounds: size,
    seconds: Number(seconds.toFixed(3)),
    workers,
    ...counts,
    violations: violations.map((violation) => ({
      ...violation,
      replay: replayCommand(run, violation.path),
    })),
    missing,
  };
}
