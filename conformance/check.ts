/**
 * `check`: judges recorded traces.
 *
 * @module
 */
import { type Invariant, invariants } from "../spec/mod.ts";
import { type Given, mustBeAlone, readArguments, UsageError } from "./arguments.ts";
import { CHECK_OPTIONS } from "./check_options.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { judgeSource } from "./judge.ts";
import { progress } from "./progress.ts";
import { type FileReport, type Report, reportOf } from "./report.ts";
import { nothingText } from "./nothing_judged.ts";
import { save } from "./save.ts";
import { list, select } from "./select.ts";
import { type Source, sources } from "./sources.ts";
import { type Page, style } from "./style.ts";
import { claimsText, fileLine, fileText, listText, summaryText } from "./text_report.ts";

type Values = Given<typeof CHECK_OPTIONS>["values"];

/** Judges what `args` name and gives the exit code. Throws a `UsageError` for wrong arguments. */
export async function check(args: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, CHECK_OPTIONS);
  mustAgree(values);
  const claims = chosen(values);
  const page: Page = { style: style(io.color), width: Math.max(40, Math.min(io.columns, 100)) };
  if (values.list) {
    io.out(values.json ? listJson(claims) : listText(claims, page));
    return EXIT.holds;
  }
  if (positionals.length === 0) throw new UsageError("no trace is named: a file, a folder or -");
  const found = await sources(positionals, io);
  if (values.shrink) {
    return await (await import("./check_shrink.ts")).printShrunk(found, claims, io);
  }
  const files: FileReport[] = [];
  for (const source of found) {
    const file = await judgeOne(source, claims, io);
    files.push(file);
    if (!values.json && !values.tap) show(file, found, values, { io, page });
  }
  const some = claims.length < invariants.length;
  const report = reportOf(files, { some });
  if (values.json) io.out(`${JSON.stringify(report, null, 2)}\n`);
  else if (!values.quiet && !values.tap) summarize(report, { io, page });
  if (values.tap || values.junit !== undefined) await asCases(report, { ...values, some }, io);
  if (report.verdict === "unjudged") io.err(nothingText(files, page.width));
  return exitCode(report, values.strict ?? false);
}

/** Refuses options of which one would be ignored beside another. */
function mustAgree(values: Values): void {
  if (values.list) mustBeAlone("list", values, ["json", "only", "except"]);
  if (values.shrink) mustBeAlone("shrink", values, ["only", "except"]);
  if (values.tap) mustBeAlone("tap", values, ["junit", "only", "except", "strict"]);
  if (values.json) mustBeAlone("json", values, ["list", "junit", "only", "except", "strict"]);
}

async function asCases(report: Report, values: Values & { some: boolean }, io: Io): Promise<void> {
  const { strict = false, some, tap, junit } = values;
  const cases = (await import("./cases.ts")).casesOf(report, { strict, some });
  if (tap) io.out((await import("./tap.ts")).toTap(cases));
  if (junit !== undefined) await save(junit, (await import("./junit.ts")).toJunit(cases));
}

/**
 * Exit code of a run: unreadable before violated before unjudged. To have a trace judged that shows
 * nothing is a wrong use, unless `strict` asks what is unjudged.
 */
export function exitCode({ verdict, totals }: Report, strict: boolean): ExitCode {
  if (verdict === "unjudged") return strict ? EXIT.unjudged : EXIT.unreadable;
  if (verdict !== "holds") return EXIT[verdict];
  return strict && totals.unjudged > 0 ? EXIT.unjudged : EXIT.holds;
}

function chosen({ only, except }: Values): readonly Invariant[] {
  const names = list(only);
  return select(invariants, {
    ...(names === undefined ? {} : { only: names }),
    except: list(except) ?? [],
  });
}

async function judgeOne(source: Source, claims: readonly Invariant[], io: Io): Promise<FileReport> {
  const line = progress(io, source);
  try {
    return await judgeSource(source, claims, line);
  } finally {
    line.done();
  }
}

type Printer = { readonly io: Io; readonly page: Page };

/** One file is shown with its table; of several, each gets a line. */
function show(file: FileReport, of: readonly Source[], { quiet }: Values, { io, page }: Printer) {
  const room = Math.max(...of.map(({ name }) => name.length));
  if (file.error !== undefined) io.err(`error: ${file.error.message}\n`);
  else if (quiet && file.verdict !== "violated") return;
  else io.out(of.length === 1 && !quiet ? fileText(file, page) : fileLine(file, page, room));
}

function summarize(report: Report, { io, page }: Printer): void {
  const readable = report.files.some((file) => file.error === undefined);
  if (!readable) return;
  if (report.files.length > 1) io.out(`\n${claimsText(report, page)}\n`);
  io.out(summaryText(report, page));
}

function listJson(claims: readonly Invariant[]): string {
  const listed = claims.map(({ id, code, says, source, needs }) => ({
    id,
    code,
    says,
    source,
    needs,
  }));
  return `${JSON.stringify(listed, null, 2)}\n`;
}
