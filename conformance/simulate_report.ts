/**
 * What random walks found, for people and as JSON: never a verdict without its size.
 *
 * @module
 */
import { invariants } from "../spec/invariants/all.ts";
import { scopes } from "../spec/scopes.ts";
import type { Simulated } from "../spec/simulate.ts";
import { chartLines } from "./charts_text.ts";
import { replayCommand } from "./counterexample.ts";
import { counted, type Page, type Style, thousands, wrap } from "./style.ts";

/** Walks through one scope, and how long they took. Unit: seconds. */
export interface TimedWalks extends Simulated {
  readonly seconds: number;
}

/** Moves that are named where they were never taken. */
const NAMED = 6;

/** One scope in full: bounds, counts, every claim with its obligations, the violation. */
export function simulationText(run: TimedWalks, { style, width }: Page): string {
  const { scope, mutant, size, simulation } = run;
  const row = (label: string, text: string) =>
    wrap(text, Math.min(width, 100) - 12).map((line, i) =>
      `  ${style.strong((i === 0 ? label : "").padEnd(8))}  ${line}`
    );
  return [
    `${style.strong(scope)}  ${mutant ? `with a mistake: ${mutant.says}` : scopes[scope]!.says}`,
    ...row("Bounds", size),
    ...row("Walks", walked(run)),
    ...row("States", states(run)),
    ...row("Moves", moves(run)),
    ...chartLines(simulation.charts).flatMap((line, i) => row(i === 0 ? "Charts" : "", line)),
    "",
    ...simulation.violation ? [] : claimRows(run, style),
    ...verdict(run, style),
    "",
  ].join("\n");
}

function walked({ simulation, seconds }: TimedWalks): string {
  const { walks, steps, longest, seed } = simulation;
  const rate = thousands(Math.round(steps / Math.max(seconds, 1e-3)));
  return `${counted(walks, "walk")} from seed ${seed}, ${counted(steps, "step")}, ` +
    `${thousands(longest)} at most; ${seconds.toFixed(2)} s, ${rate} steps/s`;
}

function states({ simulation }: TimedWalks): string {
  const { states, fromBelow, rests } = simulation;
  return `${thousands(states)} met, ${counted(rests, "time")} at rest; there are about ` +
    `${thousands(fromBelow)}, estimated from below`;
}

function moves(run: TimedWalks): string {
  const { simulation } = run;
  const [all, never] = [Object.keys(simulation.taken).length, neverTaken(run)];
  const taken = `${thousands(all - never.length)} of ${thousands(all)} taken`;
  if (never.length === 0) return taken;
  const more = never.length > NAMED ? ` and ${never.length - NAMED} more` : "";
  return `${taken}; never ${never.slice(0, NAMED).join(", ")}${more}`;
}

function neverTaken({ simulation }: TimedWalks): string[] {
  return Object.entries(simulation.taken).flatMap(([name, times]) => times === 0 ? [name] : []);
}

function claimRows({ simulation }: TimedWalks, style: Style): string[] {
  const width = Math.max(...invariants.map(({ id }) => id.length));
  return invariants.flatMap(({ code, id }) => {
    const count = simulation.obligations[code];
    if (count === undefined) return [];
    const [word, detail] = count === 0
      ? [style.unsure("unjudged"), style.faint("nothing on these walks asked it")]
      : ["unbroken", `${thousands(count).padStart(11)} ${style.faint(obligations(count))}`];
    return `  ${word}  ${code.padEnd(3)}  ${id.padEnd(width)}  ${detail}`;
  });
}

function obligations(count: number): string {
  return count === 1 ? "obligation" : "obligations";
}

function verdict(run: TimedWalks, style: Style): string[] {
  const { violation, brokenAt, unseen } = run.simulation;
  if (violation && brokenAt) {
    const found = brokenAt.steps > violation.path.length
      ? `, of ${counted(brokenAt.steps, "step")} on walk ${thousands(brokenAt.walk)}`
      : "";
    return [
      `${style.bad("VIOLATED")}  ${violation.claim} is violated`,
      `  by a path of ${
        counted(violation.path.length, "step")
      }${found}; there may be a shorter one:`,
      ...wrap(violation.path.join(" "), 78).map((line) => `  ${line}`),
      "",
      `  ${style.strong("Replay")}    ${replayCommand(run, violation.path)}`,
    ];
  }
  return [
    ...unseen.length > 0 ? ["", ...wrap(`Not seen: ${unseen.join(", ")}`, 78)] : [],
    "",
    "No claim was violated on these walks, which says nothing of other ways.",
  ];
}

/** The same as plain data. */
export function toJson(run: TimedWalks): unknown {
  const { scope, mutant, size, simulation, seconds } = run;
  const { violation, taken: _, ...found } = simulation;
  return {
    scope,
    ...mutant && { mutant: mutant.name },
    bounds: size,
    seconds: Number(seconds.toFixed(3)),
    ...found,
    neverTaken: neverTaken(run),
    ...violation && {
      violation: { ...violation, replay: replayCommand(run, violation.path) },
    },
  };
}
