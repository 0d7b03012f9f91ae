/**
 * `verify --replay`: one path through the model, step by step, with what it shows and what it breaks.
 *
 * @module
 */
import { decodePath, decodeTrail, type Trail } from "../model/explore/mod.ts";
import type { Invariant } from "../spec/invariant.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { scopes } from "../spec/scopes.ts";
import { systemOf } from "../spec/system_of.ts";
import { type PathStep, type PathVerdict, verifyPath } from "../spec/verify_path.ts";
import { print, toJson as eventJson } from "../traces/mod.ts";
import { meant, UsageError } from "./arguments.ts";
import { titleOf } from "./counterexample.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { saveAs, type Shown } from "./forms.ts";
import type { Io } from "./io.ts";
import { counted, type Page, style, wrap } from "./style.ts";

/** A path, and what is asked of it. */
export interface ReplayRequest {
  readonly scope: string;
  readonly mutant?: Mutant | undefined;
  readonly path: readonly string[];
  readonly claims: readonly Invariant[];
}

/** The same, and how it is told. */
export interface ReplayOptions extends ReplayRequest {
  readonly out?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
}

/** What `--replay` names: a whole trail, or a path alone. */
export function trailIn(text: string): Partial<Trail> & Pick<Trail, "path"> {
  try {
    return /[/#]/.test(text) ? decodeTrail(text) : { path: decodePath(text) };
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new UsageError(`--replay cannot be read: ${error.message}`);
  }
}

/** A path that was played. */
export interface Played {
  /** What its steps show and break. */
  readonly verdict: PathVerdict;
  /** The same for a file, with the claim that breaks first. */
  readonly shown: Shown;
}

/**
 * Plays one path.
 *
 * @throws {UsageError} where a step cannot happen.
 */
export function played(request: ReplayRequest): Played {
  const { scope, mutant, path, claims } = request;
  const system = systemOf(scope, mutant);
  const verdict = verifyPath(system, path, claims);
  refuseStuck(verdict);
  const [first] = verdict.steps.flatMap(({ broken }) => broken);
  const shown: Shown = {
    system,
    title: titleOf(request),
    path,
    atRest: verdict.steps.length > path.length,
    ...first && { ending: { claim: first.claim.code, why: first.why } },
  };
  return { verdict, shown };
}

/** Plays one path, tells it, and gives the exit code. */
export async function replayPath(options: ReplayOptions, io: Io): Promise<ExitCode> {
  const { out = [], json } = options;
  const { verdict, shown } = played(options);
  for (const file of out) await saveAs(file, shown);
  const page = { style: style(io.color), width: io.columns };
  io.out(
    json ? `${JSON.stringify(toJson(options, verdict), null, 2)}\n` : text(options, verdict, page),
  );
  return shown.ending ? EXIT.violated : EXIT.holds;
}

/** Moves that are offered where one cannot happen. */
const OFFERED = 8;

function refuseStuck({ replay }: PathVerdict): void {
  const { stuck } = replay;
  if (stuck === undefined) return;
  const possible = replay.possible();
  const near = meant(stuck.name, possible);
  const more = possible.length > OFFERED ? ` and ${possible.length - OFFERED} more` : "";
  const offer = possible.length === 0 ? "nothing" : possible.slice(0, OFFERED).join(", ");
  throw new UsageError(
    `step ${stuck.step} of the path, ${stuck.name}, cannot happen there: ${stuck.why}${near}; ` +
      `possible there: ${offer}${more}`,
  );
}

function text(request: ReplayRequest, verdict: PathVerdict, page: Page): string {
  const { scope, mutant } = request;
  const wide = Math.max(0, ...verdict.steps.map(({ name }) => name.length));
  const says = mutant ? `with a mistake: ${mutant.says}` : scopes[scope]!.says;
  return [
    ...wrap(`${scope}  ${says}`, page.width)
      .map((line, row) => row === 0 ? line.replace(scope, page.style.strong(scope)) : `  ${line}`),
    "",
    ...verdict.steps.flatMap((step, at) => stepText(step, at, { ...page, wide })),
    ...verdict.steps.length > 0 ? [""] : [],
    ...ending(request, verdict, page),
    "",
  ].join("\n");
}

function ending({ path, claims }: ReplayRequest, verdict: PathVerdict, page: Page): string[] {
  const broken = verdict.steps.flatMap(({ broken }) => broken.map(({ claim }) => claim.code));
  const steps = `on this path of ${counted(path.length, "step")}`;
  const asked = `${counted(claims.length, "claim")} asked, ` +
    `${counted(verdict.obligations, "obligation")} met`;
  const { style, width } = page;
  if (broken.length === 0) {
    return wrap(`No claim is violated ${steps}: ${asked}.`, width).map(style.good);
  }
  return wrap(`VIOLATED  ${broken.join(", ")} ${steps}; ${asked}`, width)
    .map((line) => line.replace("VIOLATED", style.bad("VIOLATED")));
}

/** A step beside what it shows, and below that what it breaks. */
function stepText(
  { name, events, broken }: PathStep,
  at: number,
  { style, width, wide }: Page & { readonly wide: number },
): string[] {
  const margin = 8 + wide;
  const room = Math.max(40, width - margin);
  const hung = (text: string, indent: number) =>
    wrap(text, room - indent).map((line, row) => row === 0 ? line : `${" ".repeat(indent)}${line}`);
  const right = [
    ...events.flatMap((event) => hung(print(event), 2)),
    ...broken.flatMap(({ claim, why }) =>
      hung(`VIOLATED  ${claim.code}  ${why}`, 10)
        .map((line) => line.replace("VIOLATED", style.bad("VIOLATED")))
    ),
  ];
  const left = `${`${at + 1}`.padStart(4)}  ${style.strong(name)}${" ".repeat(wide - name.length)}`;
  return (right.length > 0 ? right : [style.faint("nothing that can be seen")])
    .map((line, row) => `${row === 0 ? left : " ".repeat(margin - 2)}  ${line}`);
}

function toJson({ scope, mutant, path, claims }: ReplayRequest, verdict: PathVerdict): unknown {
  return {
    scope,
    ...mutant && { mutant: mutant.name },
    path,
    claims: claims.map(({ code }) => code),
    obligations: verdict.obligations,
    steps: verdict.steps.map(({ name, events, broken }) => ({
      name,
      events: events.map(eventJson),
      violations: broken.map(({ claim, why }) => ({ claim: claim.code, why })),
    })),
  };
}
