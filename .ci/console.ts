/**
 * The console blocks of a README: what they run and what they promise to print.
 *
 * A block is fenced with `console`. A line that starts with `$ ` is a command, the lines below it
 * are what it prints. `...` stands for the rest of a line or for a part of it, and alone on a line
 * for any number of lines. A command ends with status 0, unless `$ echo $?` follows and shows
 * another. `slow` after `console` leaves the block to the server.
 *
 * @module
 */

/** One command of a block and its promise. */
export interface Command {
  /** As it is typed, without the prompt. */
  readonly line: string;
  /** The lines that it prints, with wildcards. */
  readonly prints: readonly string[];
  /** Its exit status. */
  readonly status: number;
}

/** One fenced block. */
export interface Block {
  /** The line of the file that opens it, from 1. */
  readonly at: number;
  /** True where only the server runs it. */
  readonly slow: boolean;
  readonly commands: readonly Command[];
}

/** One fenced block of a Markdown text. */
export interface Fence {
  /** The line of the file that opens it, from 1. */
  readonly at: number;
  /** The words after the fence: the language first. */
  readonly words: readonly string[];
  readonly lines: readonly string[];
}

/** Every fenced block of a Markdown text, in order. Throws where one does not end. */
export function fences(markdown: string): Fence[] {
  const found: Fence[] = [];
  let open: { at: number; words: string[]; lines: string[] } | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    if (!line.startsWith("```")) {
      open?.lines.push(line);
    } else if (open === undefined) {
      open = { at: index + 1, words: line.slice(3).trim().split(/\s+/), lines: [] };
    } else {
      found.push(open);
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`line ${open.at}: the block does not end`);
  return found;
}

/** The console blocks of a Markdown text. Throws where a block promises without a command. */
export function consoleBlocks(markdown: string): Block[] {
  const blocks = fences(markdown).filter(({ words }) => words[0] === "console");
  return blocks.map(({ at, words: [, ...words], lines }) => {
    const unknown = words.find((word) => word !== "slow");
    if (unknown !== undefined) throw new Error(`line ${at}: unknown word ${unknown}`);
    return { at, slow: words.includes("slow"), commands: commandsOf(lines, at) };
  });
}

function commandsOf(lines: readonly string[], at: number): Command[] {
  const commands: { line: string; prints: string[]; status: number }[] = [];
  for (const line of lines) {
    const last = commands.at(-1);
    if (line.startsWith("$ ")) commands.push({ line: line.slice(2).trim(), prints: [], status: 0 });
    else if (last !== undefined) last.prints.push(line);
    else throw new Error(`line ${at}: the block starts without a command`);
  }
  return foldStatus(commands, at);
}

/** `$ echo $?` tells the status of the command above it. */
function foldStatus(commands: readonly Command[], at: number): Command[] {
  const folded: Command[] = [];
  for (const command of commands) {
    if (command.line !== "echo $?") {
      folded.push(command);
      continue;
    }
    const above = folded.pop();
    const status = Number(command.prints[0] || NaN);
    if (above === undefined || !Number.isInteger(status)) {
      throw new Error(`line ${at}: echo $? shows the status of a command above it`);
    }
    folded.push({ ...above, status });
  }
  return folded;
}

/** The arguments after `deno task` of a command, or an error: a README runs nothing else. */
export function taskOf(line: string): string {
  const task = /^(?:npx -y deno@[\d.]+|deno) task (.+)$/.exec(line)?.[1];
  if (task === undefined) throw new Error(`not a deno task: ${line}`);
  return task;
}

/** Where what was printed leaves the promise: a message, or undefined if it keeps it. */
export function differs(promised: readonly string[], printed: string): string | undefined {
  const [wanted, lines] = [trimmed(promised), trimmed(printed.split("\n"))];
  if (wanted.length > 0) return matchFrom(wanted, lines);
  return lines.length === 0 ? undefined : "the block shows no output: write ... for any";
}

/** Two rows at a time: the promise is short, so trying every length of a `...` line is cheap. */
function matchFrom(wanted: readonly string[], lines: readonly string[]): string | undefined {
  let reached = new Set([0]); // how many printed lines the promise so far can stand for
  for (const [at, want] of wanted.entries()) {
    const next = new Set<number>();
    for (const from of reached) {
      if (want === "...") { for (let to = from; to <= lines.length; to++) next.add(to); }
      else if (from < lines.length && lineMatches(want, lines[from]!)) next.add(from + 1);
    }
    if (next.size === 0) return missing(want, at, lines[Math.max(...reached)]);
    reached = next;
  }
  if (reached.has(lines.length)) return undefined;
  return `it prints more than is shown: ${lines[Math.max(...reached)]}`;
}

function missing(want: string, at: number, got: string | undefined): string {
  return `line ${at + 1} of the output\n  shown:   ${want}\n  printed: ${got ?? "(nothing more)"}`;
}

function lineMatches(want: string, line: string): boolean {
  const parts = want.split("...").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(line);
}

/** Without the blanks at the end of lines, and the blank lines at the end. */
function trimmed(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(0, last + 1).map((line) => line.trimEnd());
}
