/** The schema file is current, and says of an object what the reader says. */
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { anyEvent, SEED } from "./arbitrary_test.ts";
import { TOLD } from "./comments.ts";
import { FIELDS, KINDS } from "./fields.ts";
import { printJson } from "./json.ts";
import { parseLine } from "./parse.ts";
import { type Schema, schema, schemaText } from "./schema.ts";
import file from "./trace.schema.json" with { type: "text" };

/** Rewrites the file. */
const REWRITE = `deno eval 'import { schemaText } from "./traces/schema.ts";
  Deno.writeTextFileSync("traces/trace.schema.json", schemaText())'`;

Deno.test("trace.schema.json is what the table of fields makes", () => {
  assertEquals(file, schemaText(), `it is not current; to rewrite it:\n${REWRITE}`);
});

Deno.test("event.ts declares the fields of every kind in the order of the table", () => {
  assertEquals<readonly string[]>([...TOLD.keys()], KINDS);
  for (const kind of KINDS) {
    const { says, fields } = TOLD.get(kind)!;
    assertEquals(fields.map((field) => field.name), FIELDS[kind].map((field) => field.name));
    assertEquals(/^[A-Z].*\.$/.test(says), true, `${kind} is told as "${says}"`);
  }
});

/** The part of JSON Schema that the file uses, done plainly. */
function fits(rule: Schema, value: unknown): boolean {
  const sub = (inner: unknown, part: unknown) => fits(inner as Schema, part);
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const among = (alternatives: unknown) =>
    (alternatives as Schema[]).filter((alternative) => fits(alternative, value)).length;
  const CHECKS: Record<string, (word: never) => boolean> = {
    $ref: (to: string) => sub((whole["$defs"] as Schema)[to.split("/").at(-1)!], value),
    oneOf: (alternatives) => among(alternatives) === 1,
    anyOf: (alternatives) => among(alternatives) > 0,
    const: (only) => value === only,
    enum: (words: unknown[]) => words.includes(value),
    type: (type: string) =>
      type === "array"
        ? Array.isArray(value)
        : type === "integer"
        ? Number.isInteger(value)
        : typeof value === type && value !== null && !Array.isArray(value),
    minimum: (least: number) => value as number >= least,
    maximum: (most: number) => value as number <= most,
    minLength: (least: number) => (value as string).length >= least,
    pattern: (pattern: string) => new RegExp(pattern, "u").test(value as string),
    minItems: (least: number) => entries.length >= least,
    items: (item: Schema) => entries.every(([, part]) => sub(item, part)),
    required: (names: string[]) => names.every((name) => Object.hasOwn(value as object, name)),
    properties: (known: Record<string, Schema>) =>
      entries.every(([name, part]) => !Object.hasOwn(known, name) || sub(known[name], part)),
    patternProperties: (known: Record<string, Schema>) =>
      entries.every(([name, part]) =>
        Object.entries(known).every(([form, of]) =>
          !new RegExp(form, "u").test(name) || sub(of, part)
        )
      ),
    additionalProperties: () =>
      entries.every(([name]) =>
        Object.hasOwn(rule["properties"] as object, name) ||
        Object.keys(rule["patternProperties"] ?? {}).some((form) =>
          new RegExp(form, "u").test(name)
        )
      ),
  };
  return Object.entries(rule).every(([word, of]) => CHECKS[word]?.(of as never) ?? true);
}

const whole = schema();

/** An object with one key removed, or one value replaced. */
const spoiled = anyEvent.chain((event) => {
  const json: Record<string, unknown> = JSON.parse(printJson(event));
  const values = fc.constantFrom(undefined, null, -1, 1.5, 7, "", "7", "zz", true, [], ["a1"], {});
  const names = fc.constantFrom(...Object.keys(json), "lsn", "colour", "x-colour");
  return fc.tuple(names, values).map(([name, value]) => ({ ...json, [name]: value }));
});

function isRead(json: unknown): boolean {
  try {
    return parseLine(JSON.stringify(json)) !== undefined;
  } catch {
    return false;
  }
}

Deno.test("the schema takes what is written, and of spoiled objects what the reader takes", () => {
  const taken = fc.property(anyEvent, (event) => fits(whole, JSON.parse(printJson(event))));
  fc.assert(taken, { seed: SEED, numRuns: 200 });
  const tally = { read: 0, refused: 0 };
  const same = fc.property(spoiled, (json) => {
    const plain = JSON.parse(JSON.stringify(json));
    const read = isRead(plain);
    tally[read ? "read" : "refused"]++;
    assertEquals(fits(whole, plain), read);
  });
  fc.assert(same, { seed: SEED, numRuns: 600 });
  assertEquals(tally.read > 50 && tally.refused > 50, true, JSON.stringify(tally));
});
