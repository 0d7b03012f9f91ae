/**
 * Where a command writes and reads: the terminal, or a record of what it would have written.
 *
 * @module
 */

/** The world as a command sees it. */
export interface Io {
  /** Writes to standard output, as it stands: no newline is added. */
  readonly out: (text: string) => void;
  /** Writes to standard error, as it stands. */
  readonly err: (text: string) => void;
  /** Standard input. */
  readonly stdin: () => ReadableStream<Uint8Array>;
  /** May standard output be coloured? False for a file, a pipe and under `NO_COLOR`. */
  readonly color: boolean;
  /** Is standard error a terminal, so that a line on it may be overwritten? */
  readonly terminal: boolean;
  /** Width of the terminal; 80 where there is none. Unit: characters. */
  readonly columns: number;
}

/** The real terminal. Needs no permission. */
export function realIo(): Io {
  return {
    out: (text) => write(Deno.stdout, text),
    err: (text) => write(Deno.stderr, text),
    stdin: () => Deno.stdin.readable,
    color: Deno.stdout.isTerminal() && !Deno.noColor,
    terminal: Deno.stderr.isTerminal(),
    columns: columns(),
  };
}

/** What a command wrote. */
export interface Written {
  /** All of standard output so far. */
  readonly out: string;
  /** All of standard error so far. */
  readonly err: string;
}

/** An {@link Io} that keeps what is written, for tests: plain text, 80 columns unless told. */
export function capturedIo(
  { stdin = "", ...rest }: Partial<Omit<Io, "stdin" | "out" | "err">> & { stdin?: string } = {},
): { io: Io; written: Written } {
  const written = { out: "", err: "" };
  const io: Io = {
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    stdin: () => ReadableStream.from([new TextEncoder().encode(stdin)]),
    color: false,
    terminal: false,
    columns: 80,
    ...rest,
  };
  return { io, written };
}

/** Writes all of it: a pipe may take less than all at once. A reader that has left misses the rest. */
function write(to: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let bytes = new TextEncoder().encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(to.writeSync(bytes));
  } catch (error) {
    // `check ... | head` must still exit with the verdict.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

function columns(): number {
  try {
    return Deno.consoleSize().columns;
  } catch {
    return 80; // not a terminal
  }
}
