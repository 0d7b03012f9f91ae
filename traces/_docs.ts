/**
 * The table of kinds in `README.md`, made from the table of fields.
 *
 * @module
 */
import { TOLD } from "./comments.ts";
import { type Field, FIELDS, type FieldType, KINDS } from "./fields.ts";

const HOLDS: Readonly<Record<FieldType, string>> = {
  lsn: "LSN",
  number: "NUMBER",
  micros: "NUMBER",
  name: "NAME",
  text: "TEXT",
  names: "NAME,...",
  members: "MEMBER,...",
  quorum: "RULE",
  oneOf: "",
  flag: "",
};

/** So many words stand in the table: of longer lists the grammar and its errors tell them. */
const WORDS_MOST = 12;

function written({ name, type, optional, words }: Field): string {
  const listed = words.length > WORDS_MOST ? "WORD" : words.join("\\|");
  const value = type === "oneOf" ? listed : HOLDS[type];
  const field = type === "flag" ? name : `${name}=${value}`;
  return optional ? `[${field}]` : field;
}

/** A Markdown table: how an event of each kind is written, and what it says. */
export function kindsTable(): string {
  const rows = KINDS.map((kind) => {
    const line = [kind, ...FIELDS[kind].map(written)].join(" ");
    return `| \`${line}\` | ${TOLD.get(kind)!.says} |`;
  });
  return ["| Line | What it says |", "| --- | --- |", ...rows].join("\n");
}
