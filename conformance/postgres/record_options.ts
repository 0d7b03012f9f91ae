/**
 * What `record:postgres` takes, and how it is listed among the commands.
 *
 * @module
 */
import { type Given, type Options, UsageError } from "../arguments.ts";
import type { Command } from "../command.ts";
import type { RecordOptions } from "./recording.ts";

/** The options of the command. */
export const RECORD_OPTIONS = {
  out: {
    type: "string",
    value: "FILE",
    says: "Where the trace goes; compressed if it ends in .gz",
  },
  transactions: {
    type: "string",
    value: "N",
    says: "Commits to wait for over all phases; 1500 unless told",
  },
  stall: {
    type: "string",
    value: "SECONDS",
    says: "How long commits stall while AZ+1 is frozen; 2.5 unless told",
  },
  clients: { type: "string", value: "N", says: "Clients side by side; 8 unless told" },
  seed: {
    type: "string",
    value: "N",
    says: "What the clients' choices follow from; 1 unless told",
  },
  bindir: { type: "string", value: "DIR", says: "Where PostgreSQL's programs are" },
  json: { type: "boolean", says: "Prints the summary as one JSON object" },
} as const satisfies Options;

/** Where a recording goes unless told. */
const OUT = "recordings/postgresql.trace";

/** The command, loaded only when it is asked for. */
export const RECORD_POSTGRES: Command = {
  name: "record:postgres",
  says:
    "Records a trace from a live, private PostgreSQL that commits on four of six storage nodes, " +
    "while nodes are slow, frozen, killed and restarted.",
  usage: "[options]",
  options: RECORD_OPTIONS,
  example: `deno task record:postgres --out ${OUT}`,
  load: async () => (await import("./record.ts")).recordPostgres,
};

/** What the command line asks for. */
export interface Settings extends RecordOptions {
  /** Path of the trace. */
  readonly out: string;
  /** Is the summary wanted as JSON? */
  readonly json: boolean;
}

/** Reads the values. Throws a {@link UsageError} for a number that is none or makes no sense. */
export function settingsOf(values: Given<typeof RECORD_OPTIONS>["values"]): Settings {
  const { out = OUT, json = false, bindir } = values;
  return {
    out,
    json,
    ...bindir === undefined ? {} : { bindir },
    ...numbered("transactions", values.transactions, { whole: true, from: 10, to: 1_000_000 }),
    ...numbered("stall", values.stall, { whole: false, from: 0, to: 600 }),
    ...numbered("clients", values.clients, { whole: true, from: 2, to: 40 }),
    ...numbered("seed", values.seed, { whole: true, from: 0, to: 1_000_000_000 }),
  };
}

interface Range {
  readonly whole: boolean;
  readonly from: number;
  readonly to: number;
}

function numbered<K extends string>(
  name: K,
  text: string | undefined,
  { whole, from, to }: Range,
): { [_ in K]?: number } {
  if (text === undefined) return {};
  const value = Number(text);
  const form = whole ? /^\d+$/ : /^\d+(\.\d+)?$/;
  if (!form.test(text) || value < from || value > to) {
    const kind = whole ? "a whole number" : "a number";
    throw new UsageError(`--${name} wants ${kind} from ${from} to ${to}, not ${text || "nothing"}`);
  }
  return { [name]: value } as { [_ in K]?: number };
}
