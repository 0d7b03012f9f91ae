/**
 * The guards and actions of a machine as functions and data: the rules are the machine's own, only
 * looked up once instead of at every step.
 *
 * @module
 */
import type { AnyStateMachine } from "xstate";
import { type Mark, marksOf } from "../inert.ts";
import { Unspecialised } from "./unspecialised.ts";

/** What a rule gets. What belongs to an actor that runs is not there. */
export class Given {
  readonly context: object;
  readonly event: object;

  constructor(context: object, event: object) {
    this.context = context;
    this.event = event;
  }

  get self(): never {
    throw new Unspecialised("a rule reads self");
  }

  get system(): never {
    throw new Unspecialised("a rule reads system");
  }

  get spawn(): never {
    throw new Unspecialised("a rule spawns");
  }
}

/** A guard: true, or what counts as true, where an event may pass. */
export type Guard = (given: Given) => unknown;

/** Something that is done in a step. */
export type Deed =
  | { readonly kind: "assign"; readonly assignment: Assignment; readonly params: Params }
  | { readonly kind: "say"; readonly type: string; readonly params: Params }
  | { readonly kind: "raise"; readonly event: unknown; readonly params: Params }
  | { readonly kind: "done"; readonly type: string; readonly output: unknown }
  | { readonly kind: "mark"; readonly mark: Mark };

/** Parameters as they are written: values, or a function of context and event. */
export type Params = unknown;

/** What `assign` was given: a function, or values and functions field by field. */
type Assignment = Rule | Readonly<Record<string, unknown>>;

type Rule = (given: Given, params: unknown) => unknown;

/** What XState makes of `and`, `or`, `not`, `assign` and `raise`: functions that carry this. */
interface BuiltIn extends Rule {
  readonly check?: { readonly name: string };
  readonly guards?: readonly unknown[];
  readonly type?: unknown;
  readonly assignment?: Assignment;
  readonly event?: unknown;
  readonly delay?: unknown;
}

/** The parameters of a rule at the moment of asking. */
export function paramsOf(params: Params, { context, event }: Given): unknown {
  return typeof params === "function" ? params({ context, event }) : params;
}

/** What is assigned, field by field. */
export function partialOf(assignment: Assignment, given: Given, params: unknown): object {
  if (typeof assignment === "function") return assignment(given, params) as object;
  return Object.fromEntries(
    Object.entries(assignment).map(([field, value]) =>
      [field, typeof value === "function" ? value(given, params) : value] as const
    ),
  );
}

/** The rules of one machine. */
export class Rules {
  readonly #guards: Readonly<Record<string, unknown>>;
  readonly #actions: Readonly<Record<string, unknown>>;

  constructor({ implementations }: AnyStateMachine) {
    this.#guards = implementations.guards as Readonly<Record<string, unknown>>;
    this.#actions = implementations.actions as Readonly<Record<string, unknown>>;
  }

  /** A guard as it is written in a table. */
  guard(written: unknown): Guard {
    if (typeof written === "function") return this.#asked(written as BuiltIn, undefined);
    const { type, params } = named(written);
    const rule = this.#guards[type];
    if (typeof rule !== "function") throw new Unspecialised(`guard "${type}" is no function`);
    return this.#asked(rule as BuiltIn, params);
  }

  #asked(rule: BuiltIn, params: Params): Guard {
    if (rule.check === undefined) {
      if (params === undefined) return (given) => rule(given, undefined);
      return (given) => rule(given, paramsOf(params, given));
    }
    const guards = (rule.guards ?? []).map((guard) => this.guard(guard));
    // XState tells them apart only by the name of their check.
    switch (rule.check.name) {
      case "checkAnd":
        return (given) => guards.every((guard) => guard(given));
      case "checkOr":
        return (given) => guards.some((guard) => guard(given));
      case "checkNot":
        return (given) => !guards[0]!(given);
      default:
        throw new Unspecialised(`a guard is made by ${rule.check.name}`);
    }
  }

  /** An action as it is written in a table. */
  deed(written: unknown): Deed {
    if (typeof written === "function") return deedOf(written as BuiltIn, undefined, written.name);
    const { type, params } = named(written);
    const [mark] = marksOf({ type, params });
    if (mark !== undefined) return { kind: "mark", mark };
    if (type.startsWith("xstate.")) throw new Unspecialised(`action "${type}"`);
    const rule = this.#actions[type];
    if (rule === undefined) return { kind: "say", type, params };
    if (typeof rule !== "function") throw new Unspecialised(`action "${type}" is no function`);
    return deedOf(rule as BuiltIn, params, type);
  }
}

function named(written: unknown): { readonly type: string; readonly params?: Params } {
  if (typeof written === "string") return { type: written };
  const { type, params } = (written ?? {}) as { type?: unknown; params?: Params };
  if (typeof type !== "string") throw new Unspecialised("a rule without a name");
  return { type, params };
}

function deedOf(rule: BuiltIn, params: Params, name: string): Deed {
  switch (rule.type) {
    case undefined:
      return { kind: "say", type: name || "(anonymous)", params };
    case "xstate.assign":
      return { kind: "assign", assignment: rule.assignment!, params };
    case "xstate.raise":
      if (rule.delay !== undefined) break;
      return { kind: "raise", event: rule.event, params };
  }
  throw new Unspecialised(`action ${rule.type}`);
}
