/**
 * `check --shrink`: a smallest trace that still breaks the same claim.
 *
 * @module
 */
import { type Invariant, Judging } from "../spec/mod.ts";
import { print, readTrace, TraceError, type TraceEvent } from "../traces/mod.ts";
import { UsageError } from "./arguments.ts";
import { visible } from "./excerpt.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { writesHex } from "./lsn_form.ts";
import { ordered } from "./ordered.ts";
import { shrink } from "./shrink.ts";
import type { Source } from "./sources.ts";
import { counted, wrap } from "./style.ts";

/** Prints what is left of the one trace that is named, and gives the exit code. */
export async function printShrunk(
  found: readonly Source[],
  claims: readonly Invariant[],
  io: Io,
): Promise<ExitCode> {
  const [source] = found;
  if (source === undefined || found.length > 1) throw new UsageError("--shrink takes one trace");
  try {
    return await printPart(source, claims, io);
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    io.err(`error: ${error.message}\n`);
    return EXIT.unreadable;
  }
}

async function printPart(
  source: Source,
  claims: readonly Invariant[],
  io: Io,
): Promise<ExitCode> {
  const { events, broken, form, isJudged } = await upToFirstBreach(source, claims);
  if (broken === undefined) {
    const name = visible(source.name);
    const none = isJudged ? "no claim is violated" : "nothing in it can be judged";
    io.err(`${isJudged ? "" : "error: "}${name}: ${none}, so there is nothing to shrink\n`);
    return isJudged ? EXIT.holds : EXIT.unreadable;
  }
  const small = shrink(events, broken);
  const title = wrap(`Breaks ${broken.code} on its last line: ${broken.says}`, io.columns - 2);
  io.out(title.map((line) => `# ${line}\n`).join(""));
  io.out(small.map((event) => `${print(event, { lsn: form })}\n`).join(""));
  io.err(`${counted(small.length, "event")} left of ${counted(events.length, "event")}\n`);
  return EXIT.violated;
}

interface Followed {
  /** The events up to the first that breaks a claim. */
  readonly events: readonly TraceEvent[];
  /** That claim. */
  readonly broken?: Invariant;
  /** Did the trace put any claim to the test? */
  readonly isJudged: boolean;
  /** How the trace writes its LSNs. */
  readonly form: "hex" | "decimal";
}

async function upToFirstBreach(
  { name, open }: Source,
  claims: readonly Invariant[],
): Promise<Followed> {
  const trace = await ordered(readTrace(await open(), { file: name }), claims);
  const judging = new Judging(trace.claims);
  const events: TraceEvent[] = [];
  let form: Followed["form"] = "decimal";
  for await (const batch of trace.batches) {
    for (const { event, line } of batch) {
      events.push(event);
      judging.take(event, line);
    }
    if (batch.some(({ text }) => writesHex(text))) form = "hex";
    const [first] = judging.violations;
    if (first === undefined) continue;
    const upto = events.slice(0, events.indexOf(first.event) + 1);
    const broken = claims.find(({ code }) => code === first.claim.code)!;
    return { events: upto, broken, form, isJudged: true };
  }
  const verdicts = judging.finish().map(trace.verdict);
  const isJudged = verdicts.some(({ verdict }) => verdict === "holds");
  return { events, form, isJudged };
}
