/**
 * Follows one trace and asks every claim, event by event. Memory does not grow with the trace.
 *
 * @module
 */
import { type Invariant, Judging, type Verdict } from "../spec/mod.ts";
import { Declared, type Located, readTrace, TraceError } from "../traces/mod.ts";
import { type Ordered, ordered } from "./ordered.ts";
import type { Progress } from "./progress.ts";
import { type ClaimReport, type FileReport, verdictOf } from "./report.ts";
import { Scenes } from "./scenes.ts";
import type { Source } from "./sources.ts";
import { type Surrounded, Surroundings } from "./surroundings.ts";

/** What the trace is called, and who wants to know how far it is. */
export interface JudgeOptions {
  /** What errors and the report call it. */
  readonly file: string;
  /** Is told how many more events were judged. */
  readonly judged?: (count: number) => void;
}

type Header = Pick<FileReport, "system" | "clock">;

/** Judges what the command line names. */
export async function judgeSource(
  source: Source,
  claims: readonly Invariant[],
  progress: Progress,
): Promise<FileReport> {
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      progress.bytes(chunk.length);
      controller.enqueue(chunk);
    },
  });
  const bytes = (await source.open()).pipeThrough(counting);
  const options = { file: source.name, judged: progress.events };
  return await judge(readTrace(bytes, options), claims, options);
}

/** Judges a trace that comes in batches. One that cannot be read is reported as such. */
export async function judge(
  batches: AsyncIterable<readonly Located[]>,
  claims: readonly Invariant[],
  { file, judged }: JudgeOptions,
): Promise<FileReport> {
  try {
    return { file, ...await follow(await ordered(declared(batches, file), claims), judged) };
  } catch (error) {
    return unreadable(file, error);
  }
}

/** The same batches, of which every copy, group and AZ is declared. */
async function* declared(
  batches: AsyncIterable<readonly Located[]>,
  file: string,
): AsyncGenerator<readonly Located[]> {
  const names = new Declared(file);
  for await (const batch of batches) {
    for (const located of batch) names.take(located);
    yield batch;
  }
  names.finish();
}

async function follow(
  trace: Ordered,
  judged: JudgeOptions["judged"],
): Promise<Omit<FileReport, "file">> {
  const scenes = new Scenes(trace.claims);
  const judging = new Judging(scenes.claims);
  const around = new Surroundings();
  const places = new Map<number, Surrounded>();
  let events = 0;
  for await (const batch of trace.batches) {
    for (const place of around.take(batch, takeAll(batch, judging, scenes))) {
      places.set(place.line, place);
    }
    events += batch.length;
    judged?.(batch.length);
  }
  const claims = judging.finish().map((verdict) =>
    claimReport(trace.verdict(verdict), { scenes, places })
  );
  return {
    verdict: verdictOf(claims),
    events,
    ...headerOf(trace.first),
    claims,
  };
}

/** Judges a batch and gives the lines on which a claim was broken for the first time. */
function takeAll(batch: readonly Located[], judging: Judging, scenes: Scenes): number[] {
  const broken: number[] = [];
  for (const { event, line } of batch) {
    judging.take(event, line);
    if (!scenes.isOpen) continue;
    scenes.close(line);
    broken.push(line);
  }
  return broken;
}

function headerOf([first]: readonly Located[]): Header {
  if (first?.event.kind !== "trace") return {};
  const { clock, system } = first.event;
  return system === undefined ? { clock } : { clock, system };
}

function claimReport(
  verdict: Verdict,
  { scenes, places }: { scenes: Scenes; places: ReadonlyMap<number, Surrounded> },
): ClaimReport {
  const { id, code, says, source } = verdict.claim;
  const claim = { id, code, says, source, verdict: verdict.verdict };
  const sizes = { obligations: verdict.obligations, violations: verdict.violations };
  const { found, unjudged, lacks } = verdict;
  if (found !== undefined) {
    const { line, changed } = scenes.of(found.claim)!;
    return { ...claim, ...sizes, breach: { ...places.get(line)!, ...found.violation, changed } };
  }
  return {
    ...claim,
    ...sizes,
    ...unjudged !== undefined && { unjudged },
    ...lacks !== undefined && { lacks },
  };
}

/** The report on a trace that cannot be read. An error that is not about the trace passes. */
function unreadable(file: string, error: unknown): FileReport {
  const report = { file, verdict: "unreadable", events: 0, claims: [] } as const;
  if (error instanceof TraceError) {
    const { message, line, column } = error;
    return { ...report, error: { message, line, column } };
  }
  if (error instanceof Error && Object.values(Deno.errors).some((kind) => error instanceof kind)) {
    return { ...report, error: { message: `cannot read ${file}: ${error.message}` } };
  }
  throw error;
}
