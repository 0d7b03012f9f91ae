/**
 * Any path of any system as a sequence diagram.
 *
 * @module
 */
import { keyOf } from "./key.ts";
import type { Counterexample } from "./explore.ts";
import type { ReplayedEdge } from "./replay.ts";
import {
  type Arrow,
  type Note,
  type Participant,
  type Row,
  type Sequence,
  takingPart,
} from "./sequence.ts";
import type { Event, LocalState, System } from "./system.ts";

/** What a diagram ends with: a claim that the last step breaks. */
export type Ending = Pick<Counterexample, "claim" | "why">;

/**
 * What the steps of a path show: each event that is taken as an arrow, from the actor that sent it
 * or from the environment, and what it changes as notes. Rows are numbered as the steps are.
 *
 * @param edges The steps, as a replay gives them.
 * @param ending What the last step breaks, if it breaks something.
 */
export function sequenceOf(
  system: System,
  edges: readonly ReplayedEdge[],
  ending?: Ending,
): Sequence {
  const actors = Object.keys(system.actors);
  const environment = actors.includes("environment") ? "the environment" : "environment";
  const participants = [environment, ...actors].map((name) => ({ name }));
  const rows = edges.flatMap((edge, at) => numbered(at + 1, rowsOf(edge, environment)));
  return {
    title: system.name,
    participants,
    rows: [...rows, ...alarm(participants, rows, ending)],
  };
}

/** The rows of one step: its number stands before the first of them. */
export function numbered(step: number, [first, ...others]: readonly Row[]): Row[] {
  return first === undefined ? [] : [{ ...first, text: `${step} ${first.text}` }, ...others];
}

/** What is broken, over all participants that were told of. */
export function alarm(
  participants: readonly Participant[],
  rows: readonly Row[],
  ending: Ending | undefined,
): Note[] {
  if (ending === undefined) return [];
  const shown = takingPart(participants, rows);
  const [first = participants[0]!, last = first] = [shown[0], shown.at(-1)];
  const text = `${ending.claim} is violated: ${ending.why}`;
  return [{ over: [first.name, last.name], text, alarm: true }];
}

/** Each event, and behind the last one that an actor takes what changed in it. */
function rowsOf(edge: ReplayedEdge, environment: string): Row[] {
  const { move, deliveries } = edge;
  if (deliveries.length === 0) return [{ over: [environment], text: words(move.name) }];
  return deliveries.flatMap(({ to }, at) => {
    const isLast = deliveries.findLastIndex((other) => other.to === to) === at;
    return [arrowOf(edge, at, environment), ...isLast ? changes(edge, to) : []];
  });
}

function arrowOf({ move, deliveries, from }: ReplayedEdge, at: number, environment: string): Arrow {
  const { to, event } = deliveries[at]!;
  const name = from === undefined && at === 0 ? [words(without(to, move.name))] : [];
  const isNamed = from === undefined && deliveries.length === 1;
  return {
    from: from ?? environment,
    to,
    text: [...name, ...isNamed ? [] : [eventText(event)]].join(": "),
    ...move.fault && { kind: "fault" },
  };
}

function without(actor: string, name: string): string {
  return name.startsWith(`${actor}.`) ? name.slice(actor.length + 1) : name;
}

function words(name: string): string {
  return name.replaceAll(".", " ");
}

function eventText({ type, ...rest }: Event): string {
  return [type, ...Object.values(rest).map(short)].join(" ");
}

function changes({ before, after }: ReplayedEdge, actor: string): Note[] {
  const [old, now] = [before.state(actor), after.state(actor)];
  if (old === now) return [];
  const facts = [...valueChange(old, now), ...contextChanges(old.context ?? {}, now.context ?? {})];
  return facts.length > 0 ? [{ over: [actor], text: facts.join(", ") }] : [];
}

function valueChange(old: LocalState, now: LocalState): string[] {
  return keyOf(old.value) === keyOf(now.value) ? [] : [valueText(now.value)];
}

/** `a`, or `a.b` for a state within a state, or `x: a, y: b` for regions. */
function valueText(value: string | object): string {
  if (typeof value === "string") return value;
  const regions = Object.entries(value);
  const sep = regions.length === 1 ? "." : ": ";
  return regions.map(([name, inner]) => `${name}${sep}${valueText(inner)}`).join(", ");
}

type Fields = Readonly<Record<string, unknown>>;

function contextChanges(old: Fields, now: Fields): string[] {
  return Object.keys({ ...old, ...now }).filter((field) => keyOf(old[field]) !== keyOf(now[field]))
    .map((field) => `${field} ${short(now[field])}`);
}

/** Longest value that is shown in full. Unit: characters. */
const ROOM = 30;

function short(value: unknown): string {
  const text = bare(value);
  return text.length > ROOM ? `${text.slice(0, ROOM - 1)}…` : text;
}

/** A value without the marks that a program needs: `a 1, b 2`, and of what is only true the name. */
function bare(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `(${value.map(bare).join(", ")})`;
  const fields = Object.entries(value);
  return `(${
    fields.map(([key, field]) => field === true ? key : `${key} ${bare(field)}`).join(", ")
  })`;
}
