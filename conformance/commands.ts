/**
 * The commands of the tool. Each is loaded only when it is asked for.
 *
 * @module
 */
import { chartCommand } from "./chart/entry.ts";
import { CHECK_OPTIONS } from "./check_options.ts";
import type { Command, Names } from "./command.ts";
import { MUTANTS_OPTIONS } from "./mutants_options.ts";
import { RECORD_POSTGRES } from "./postgres/record_options.ts";
import { SIMULATE_OPTIONS } from "./simulate_options.ts";
import { VERIFY_OPTIONS } from "./verify_options.ts";

const SCOPES: Names = {
  title: "Scopes",
  rows: async () =>
    Object.entries((await import("../spec/scopes.ts")).scopes)
      .map(([name, { says }]) => [name, says] as const),
};

const MUTANTS: Names = {
  title: "Mutants",
  rows: async () =>
    [
      ...(await import("../spec/mutants/all.ts")).mutants,
      ...(await import("../spec/liveness/mutants.ts")).livenessMutants,
    ].map(({ name, says }) => [name, says] as const),
};

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: "check",
    says: "Judges recorded traces: a verdict for every claim, an argument for every violation.",
    usage: "FILE|DIR|-... [options]",
    options: CHECK_OPTIONS,
    example: "deno task check traces/conforming",
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "verify",
    says: "Explores the model, scope by scope, and asks every claim of every step.",
    usage: "[SCOPE...] [options]",
    names: SCOPES,
    options: VERIFY_OPTIONS,
    example: "deno task verify tiny",
    load: async () => (await import("./verify.ts")).verify,
  },
  {
    name: "simulate",
    says: "Walks through the model at random, and asks every claim of every step.",
    usage: "[SCOPE...] [options]",
    names: SCOPES,
    options: SIMULATE_OPTIONS,
    example: "deno task simulate small --seconds 5",
    load: async () => (await import("./simulate.ts")).simulate,
  },
  {
    name: "mutants",
    says: "Breaks the model, one rule at a time, and shows which claim catches it.",
    usage: "[NAME...] [options]",
    names: MUTANTS,
    options: MUTANTS_OPTIONS,
    example: "deno task mutants",
    load: async () => (await import("./mutants.ts")).mutants,
  },
  chartCommand,
  RECORD_POSTGRES,
  {
    name: "demo",
    says: "Explores a scope, judges the traces that are shipped, and shows one violation.",
    usage: "",
    options: {},
    example: "deno task demo",
    load: async () => (await import("./demo.ts")).demo,
  },
];
