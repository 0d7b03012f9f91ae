/**
 * The options of `record:postgres`.
 *
 * @module
 */
import { type Given, type Options, UsageError } from "../arguments.ts";
import { type Style, wrap } from "../style.ts";
import type { RecordOptions } from "./recording.ts";

/** The options, for the help. */
export const OPTIONS = {
  out: {
    type: "string",
    value: "FILE",
    says: "Where the trace goes; .gz at the end compresses it",
  },
  transactions: { type: "string", value: "N", says: "Commits to wait for; 1500 unless told" },
  stall: {
    type: "string",
    value: "SECONDS",
    says: "How long commits stall with AZ+1 frozen; 2.5 unless told",
  },
  clients: { type: "string", value: "N", says: "Clients side by side; 8 unless told" },
  seed: {
    type: "string",
    value: "N",
    says: "What the clients' choices follow from; 1 unless told",
  },
  bindir: { type: "string", value: "DIR", says: "Where PostgreSQL's programs are" },
  json: { type: "boolean", says: "Prints the summary as one JSON object" },
  help: { type: "boolean", says: "Shows this" },
} as const satisfies Options;

/** Where a recording goes unless told. */
const OUT = "recordings/postgresql.trace";

/** What the command line asks for. */
export interface Settings extends RecordOptions {
  /** Path of the trace. */
  readonly out: string;
  /** Is the summary wanted as JSON? */
  readonly json: boolean;
}

/** Reads the values. Throws a {@link UsageError} for a number that is none or makes no sense. */
export function settingsOf(values: Given<typeof OPTIONS>["values"]): Settings {
  const { out = OUT, json = false, bindir } = values;
  return {
    out,
    json,
    ...bindir === undefined ? {} : { bindir },
    ...numbered("transactions", values.transactions, /^\d{1,7}$/, "a whole number from 10", 10),
    ...numbered("stall", values.stall, /^\d{1,3}(\.\d+)?$/, "seconds, such as 2.5", 0),
    ...numbered("clients", values.clients, /^\d{1,2}$/, "a whole number from 2 to 40", 2, 40),
    ...numbered("seed", values.seed, /^\d{1,9}$/, "a whole number", 0),
  };
}

function numbered<K extends string>(
  name: K,
  text: string | undefined,
  form: RegExp,
  wanted: string,
  least: number,
  most = Infinity,
): { [_ in K]?: number } {
  if (text === undefined) return {};
  const value = Number(text);
  if (!form.test(text) || value < least || value > most) {
    throw new UsageError(`--${name} wants ${wanted}, not ${text}`);
  }
  return { [name]: value } as { [_ in K]?: number };
}

const SAYS =
  "Records a trace from a live, private PostgreSQL that commits on a quorum of four of six storage " +
  "nodes, while nodes are slow, frozen, killed and restarted.";

/** The help of the command. */
export function helpText(style: Style): string {
  const rows = Object.entries(OPTIONS as Options).map(([name, { value, says }]) =>
    `  ${`--${name}${value === undefined ? "" : ` ${value}`}`.padEnd(18)}  ${says}`
  );
  return [
    ...wrap(SAYS, 78),
    "",
    `${style.strong("Usage")}    deno task record:postgres [options]`,
    "",
    ...rows,
    "",
    `${style.strong("Example")}  deno task record:postgres --out ${OUT} && deno task check ${OUT}`,
    "",
  ].join("\n");
}
