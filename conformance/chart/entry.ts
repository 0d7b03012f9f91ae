/**
 * What the command `chart` says of itself; drawing is loaded only when it is asked for.
 *
 * @module
 */
import type { Options } from "../arguments.ts";
import type { Command } from "../command.ts";

/** The options of `chart`. */
export const CHART_OPTIONS = {
  format: {
    type: "string",
    value: "mermaid|svg|json",
    says: "How to draw it; mermaid, unless --out ends in .svg or .json",
  },
  json: { type: "boolean", says: "The same as --format json" },
  out: {
    type: "string",
    value: "FILE",
    says: "Writes to this file; .mmd, .svg and .json tell the format",
  },
  readme: {
    type: "string",
    value: "FILE",
    says: "Draws every chart between <!-- chart NAME --> and <!-- /chart --> in this file anew",
  },
} as const satisfies Options;

/** The command `chart`. */
export const chartCommand: Command = {
  name: "chart",
  says: "Draws a machine of the model as a state chart, with its guards and actions.",
  usage: "MACHINE [options]",
  names: {
    title: "Machines",
    rows: async () =>
      Object.values((await import("./machines.ts")).machines)
        .map(({ id, states }) => [id, Object.keys(states).join(", ") || "one state"] as const),
  },
  options: CHART_OPTIONS,
  example: "deno task chart segment --format svg --out segment.svg",
  load: async () => (await import("./command.ts")).chart,
};
