/**
 * What a message is called: paths are made of names. A name says the whole message and nothing
 * besides, so that it is the same in every search, in every replay and on every machine.
 *
 * @module
 */
import { keyOf } from "./key.ts";
import type { Message } from "./system.ts";

/**
 * The name of a message, which no other message has: receiver, type, and each field with its value,
 * with dots between them: `tm.prepared.rm.rm1`. Where that would leave a doubt, the event is written
 * out: `tm.{"rm":"rm.1","type":"prepared"}`.
 */
export function messageName({ to, event }: Message): string {
  const { type, ...fields } = event;
  const words = Object.keys(fields).sort().flatMap((key) => [nameOf(key), wordOf(fields[key])]);
  const all = [nameOf(to), nameOf(type), ...words];
  return all.includes(undefined) ? `${to}.${keyOf(event)}` : all.join(".");
}

/** A name as it stands, if it cannot be taken for anything else. */
function nameOf(text: string): string | undefined {
  return /^[a-z_][\w-]*$/i.test(text) && !LITERALS.includes(text) ? text : undefined;
}

/** A value that has a short form: no text looks like a number, nor like true. */
function wordOf(value: unknown): string | undefined {
  if (typeof value === "string") return nameOf(value);
  const word = typeof value === "object" && value !== null ? "" : keyOf(value);
  return /^-?\d+n?$/.test(word) || LITERALS.includes(word) ? word : undefined;
}

const LITERALS = ["true", "false", "null", "undefined", "NaN", "Infinity"];
