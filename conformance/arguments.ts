/**
 * Arguments of a command, read strictly: an option that does not exist is an error with the one
 * that was probably meant.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { nearest } from "../traces/nearest.ts";

/** One option of a command. */
export interface Option {
  /** `string` takes a value, `boolean` none. */
  readonly type: "string" | "boolean";
  /** What the value is called in the help, such as `CODE,...`. */
  readonly value?: string;
  /** What it does, in a few words. */
  readonly says: string;
  /** May it be given more than once? */
  readonly multiple?: boolean;
}

/** The options of a command by name. */
export type Options = Readonly<Record<string, Option>>;

type Value<O extends Option> = O["type"] extends "boolean" ? boolean
  : O extends { readonly multiple: true } ? readonly string[]
  : string;

/** What was given on the command line. */
export interface Given<O extends Options> {
  /** The value of each option that was given. */
  readonly values: { readonly [K in keyof O]?: Value<O[K]> };
  /** Everything that is no option. */
  readonly positionals: readonly string[];
}

/** A command was used wrongly. The message says what is wrong and what would do. */
export class UsageError extends Error {
  /** Its class. */
  override readonly name = "UsageError";
}

/** Reads `args`. Throws a {@link UsageError} for anything that `options` does not know. */
export function readArguments<const O extends Options>(
  args: readonly string[],
  options: O,
): Given<O> {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  refuseUnknown(args, config);
  try {
    const read = parseArgs({ args: [...args], options: config, allowPositionals: true });
    return { values: { ...read.values } as Given<O>["values"], positionals: read.positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(plain(error.message));
  }
}

type Config = Record<string, { type: "string" | "boolean"; multiple: boolean }>;

function refuseUnknown(args: readonly string[], options: Config): void {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== "option" || Object.hasOwn(options, token.name)) continue;
    throw new UsageError(
      `there is no option ${token.rawName}${meant(token.name, Object.keys(options), "--")}`,
    );
  }
}

/** Refuses what makes no sense beside the option `name`: whatever else is given, but for `besides`. */
export function mustBeAlone(
  name: string,
  values: Readonly<Record<string, unknown>>,
  besides: readonly string[] = [],
): void {
  const other = Object.keys(values).find((key) =>
    key !== name && values[key] !== undefined && !besides.includes(key)
  );
  if (other === undefined) return;
  const word = other === other.toUpperCase() ? other : `--${other}`;
  throw new UsageError(`--${name} and ${word} cannot be given together`);
}

/** `; did you mean X?`, or nothing where no word is near. */
export function meant(word: string, words: readonly string[], lead = ""): string {
  const near = nearest(word, words);
  return near === undefined ? "" : `; did you mean ${lead}${near}?`;
}

/** First sentence of what `parseArgs` says, as a clause. */
function plain(message: string): string {
  const sentence = message.split(/\.\s|\n/)[0]!.replace(/\.$/, "");
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
