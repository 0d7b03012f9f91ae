/**
 * The JSON Schema of one line of JSON Lines, made from the table of fields.
 *
 * @module
 */
import { type Declared, TOLD, TOLD_OF_TAIL } from "./comments.ts";
import { type Field, FIELDS, type FieldType, KINDS, TAIL, VENDOR_NAME } from "./fields.ts";

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const listOf = (items: Schema, minItems: number): Schema => ({ type: "array", items, minItems });
const object = (properties: Record<string, Schema>, required: string[]): Schema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

const SAFE: Schema = { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER };

/** The kinds of value, each under the name that the table gives it. */
const TYPES: Readonly<Record<Exclude<FieldType, "oneOf">, Schema>> = {
  lsn: {
    description: "An LSN of up to 64 bits. A number above 2^53-1 stands in quotes; so does X/Y.",
    anyOf: [SAFE, { type: "string", pattern: "^([0-9]+|[0-9A-Fa-f]+/[0-9A-Fa-f]+)$" }],
  },
  micros: {
    description: "Microseconds on the clock of the node, up to 64 bits.",
    anyOf: [SAFE, { type: "string", pattern: "^[0-9]+$" }],
  },
  number: SAFE,
  name: { type: "string", minLength: 1 },
  text: { type: "string" },
  names: listOf(ref("name"), 1),
  members: listOf(
    object({ segment: ref("name"), az: ref("name"), kind: { enum: ["full", "tail"] } }, [
      "segment",
      "az",
    ]),
    1,
  ),
  quorum: {
    description: "A rule that a set of copies meets or not.",
    anyOf: [
      object({ count: SAFE, of: { anyOf: [{ enum: ["all", "full", "tail"] }, ref("names")] } }, [
        "count",
        "of",
      ]),
      object({ and: listOf(ref("quorum"), 2) }, ["and"]),
      object({ or: listOf(ref("quorum"), 2) }, ["or"]),
    ],
  },
  flag: { type: "boolean" },
};

const VENDOR_FIELDS = { [VENDOR_NAME.source]: { type: "string" } };

function property({ type, words, name }: Field, told: readonly Declared[]): [string, Schema] {
  const says = told.find((declared) => declared.name === name)?.says;
  const value = type === "oneOf" ? { enum: words } : ref(type);
  return [name, says ? { ...value, description: says } : value];
}

function eventSchema(
  kind: Schema,
  says: string,
  fields: readonly Field[],
  told: readonly Declared[],
): Schema {
  return {
    description: says,
    type: "object",
    properties: {
      kind,
      ...Object.fromEntries(fields.map((field) => property(field, told))),
      ...Object.fromEntries(TAIL.map((field) => property(field, TOLD_OF_TAIL))),
    },
    patternProperties: VENDOR_FIELDS,
    required: ["kind", ...fields.filter((field) => !field.optional).map((field) => field.name)],
    additionalProperties: false,
  };
}

/** The schema of an event: JSON Schema 2020-12. */
export function schema(): Schema {
  const events = KINDS.map((kind) => {
    const { says, fields } = TOLD.get(kind)!;
    return [kind, eventSchema({ const: kind }, says, FIELDS[kind], fields)];
  });
  const vendor = eventSchema(
    { type: "string", pattern: VENDOR_NAME.source },
    "A kind of a vendor: passed through, never judged.",
    [],
    [],
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "One event of a trace: a line of JSON Lines",
    oneOf: [...KINDS.map((kind) => ref(`event-${kind}`)), ref("event-x")],
    $defs: {
      ...Object.fromEntries(events.map(([kind, event]) => [`event-${kind}`, event])),
      "event-x": vendor,
      ...TYPES,
    },
  };
}

/** The schema as the text of `trace.schema.json`. */
export function schemaText(): string {
  return `${JSON.stringify(schema(), null, 2)}\n`;
}
