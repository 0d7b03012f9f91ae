/**
 * Generators of events and of lines. It holds no test; it is named as one because only tests may
 * load it.
 *
 * @module
 */
import fc from "fast-check";
import type { Quorum } from "../model/quorum/quorum.ts";
import type { Member } from "../model/terms.ts";
import type { TraceEvent } from "./event.ts";
import { type Field, type FieldType, isKind, KINDS, ROWS, TAIL } from "./fields.ts";
import { LSN_MAX } from "./lsn.ts";

/** The seed of every property test of this room. */
export const SEED = 20_170_514;

const bits = fc.oneof(
  fc.bigInt(0n, 1000n),
  fc.bigInt(0n, LSN_MAX),
  fc.constantFrom(0n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n, LSN_MAX),
);

const whole = fc.oneof(fc.nat(100), fc.constantFrom(0, Number.MAX_SAFE_INTEGER));

const text = fc.oneof(
  fc.constantFrom(
    "a1",
    "b2",
    "c-3",
    "10.0.0.1:5432",
    "rel/7",
    "x-",
    "",
    " ",
    "a b",
    "é",
    "\u{1f9ea}",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({
    unit: fc.constantFrom('"', "\\", ",", "@", ":", "=", "#", "{", "\n", "\ud800"),
    maxLength: 3,
  }),
);

const name = text.filter((written) => written !== "");
const names = fc.array(name, { minLength: 1, maxLength: 4 });

const plain = { noNullPrototype: true } as const;

const member: fc.Arbitrary<Member> = fc.record({
  segment: name,
  az: name,
  kind: fc.constantFrom("full" as const, "tail" as const),
}, plain);

const count = fc.record(
  { count: whole, of: fc.oneof(fc.constantFrom("all", "full", "tail"), names) },
  plain,
) as fc.Arbitrary<Quorum>;

const { rule } = fc.letrec<{ rule: Quorum; join: Quorum }>((tie) => {
  const parts = fc.array(tie("rule"), { minLength: 2, maxLength: 3 });
  return {
    rule: fc.oneof({ depthSize: "small", withCrossShrink: true }, count, tie("join")),
    join: fc.oneof(parts.map((and) => ({ and })), parts.map((or) => ({ or }))),
  };
});

const VALUES: { readonly [T in Exclude<FieldType, "oneOf">]: fc.Arbitrary<unknown> } = {
  lsn: bits,
  micros: bits,
  number: whole,
  name,
  text,
  names,
  members: fc.array(member, { minLength: 1, maxLength: 4 }),
  quorum: rule,
  flag: fc.constant(true),
};

function valueOf({ type, words }: Field): fc.Arbitrary<unknown> {
  return type === "oneOf" ? fc.constantFrom(...words) : VALUES[type];
}

const vendorName = fc.stringMatching(/^x-[A-Za-z0-9_.-]{1,4}$/);
const vendorFields = fc.dictionary(vendorName, text, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});

/** An event of one kind, every field that may be absent at times absent. */
export function eventOfKind(kind: string): fc.Arbitrary<TraceEvent> {
  const row = isKind(kind) ? ROWS[kind] : TAIL;
  const required = row.filter((field) => !field.optional).map((field) => field.name);
  const fields = Object.fromEntries(row.map((field) => [field.name, valueOf(field)]));
  const model: Record<string, fc.Arbitrary<unknown>> = {
    kind: fc.constant(kind),
    ...fields,
    x: vendorFields,
  };
  return fc.record(model, {
    requiredKeys: ["kind", ...required],
    noNullPrototype: true,
  }) as unknown as fc.Arbitrary<TraceEvent>;
}

/** Any event. */
export const anyEvent: fc.Arbitrary<TraceEvent> = fc.oneof(
  ...KINDS.map(eventOfKind),
  vendorName.chain(eventOfKind),
);

/** A line with an accident: characters removed, replaced, doubled or swapped. */
export function damaged(line: string): fc.Arbitrary<string> {
  const accident = fc.record({
    at: fc.nat(Math.max(0, line.length - 1)),
    remove: fc.nat(2),
    insert: fc.oneof(
      fc.constantFrom(
        "",
        " ",
        "=",
        ",",
        '"',
        "#",
        "\\",
        "0",
        "x-",
        "/",
        "@",
        "(",
        "|",
        "&",
        "{",
        "\t",
        "é",
      ),
      fc.string({ unit: "binary", maxLength: 2 }),
    ),
  });
  return fc.array(accident, { minLength: 1, maxLength: 2 }).map((accidents) =>
    accidents.reduce(
      (text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove),
      line,
    )
  );
}
