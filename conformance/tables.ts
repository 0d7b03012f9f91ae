/**
 * The tables in a README: between `<!-- table NAME -->` and `<!-- /table -->`, and always current.
 *
 * @module
 */
import {
  evenStream,
  type FollowCost,
  followOnOwnStorage,
  followOnSharedStorage,
  pageAt,
} from "../model/replica/contrast.ts";
import { scopes as storageScopes } from "../model/scopes.ts";
import { invariants } from "../spec/invariants/all.ts";
import { type Entry, ledger, recordedRuns } from "../spec/ledger.ts";
import { livenessClaims } from "../spec/liveness/all.ts";
import { livenessMutants } from "../spec/liveness/mutants.ts";
import { mutants } from "../spec/mutants/all.ts";
import { caught } from "../spec/mutants/caught.ts";
import { refuted } from "../spec/refuted/all.ts";
import { byHand, scopes } from "../spec/scopes.ts";
import { systemOf } from "../spec/system_of.ts";
import { witnesses } from "../spec/witnesses/all.ts";
import { thousands } from "./style.ts";

/** A row that names more scopes than this is not read. */
const NAMED = 4;

/** Some scopes, by name where they are few. */
function namesOf(names: readonly string[]): string {
  if (names.length > NAMED) return `${names.length} of ${ledger.length}`;
  return names.map((name) => `\`${name}\``).join(" ");
}

/** What is assumed: the scopes of it stand before each assumption, where there are several. */
function assumed(scopes: readonly string[], of: (scope: string) => string): string {
  const [first, ...others] = Map.groupBy(scopes, of);
  if (others.length === 0) return first![0];
  return [first!, ...others]
    .map(([says, names]) => `in ${names.map((name) => `\`${name}\``).join(" ")}: ${says}`)
    .join("; ");
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** The tables by name. */
const TABLES: Readonly<Record<string, () => readonly (readonly string[])[]>> = {
  scopes: () => [
    ["Scope", "What it is made for", "Bounds", "States", "Told apart", "Steps", "Depth"],
    ...ledger.map((entry) => [
      `\`${entry.scope}\``,
      scopes[entry.scope]!.says,
      entry.bounds,
      thousands(entry.states),
      thousands(entry.unreduced),
      thousands(entry.steps),
      thousands(entry.depth),
    ]),
  ],
  large: () => [
    [
      "Scope",
      "What it is made for",
      "Bounds",
      "States",
      "Told apart",
      "Steps",
      "Depth",
      "Minutes",
      "Revision",
    ],
    ...byHand.map((name) => {
      const entry = recordedRuns.find(({ scope }) => scope === name);
      const says = [`\`${name}\``, scopes[name]!.says];
      if (entry === undefined) {
        return [...says, systemOf(name).size, "not yet counted", "", "", "", "", ""];
      }
      const { bounds, states, unreduced, steps, depth, seconds, revision } = entry;
      const counts = [states, unreduced, steps, depth, Math.ceil(seconds / 60)].map(thousands);
      return [...says, bounds, ...counts, `\`${revision}\``];
    }),
  ],
  claims: () => [
    ["", "Claim", "Obligations met", "In scopes", "Mutants caught, asked alone"],
    ...invariants.map(({ code, says }) => {
      const asked = ledger.filter(({ obligations }) => (obligations[code] ?? 0) > 0);
      return [
        code,
        says,
        thousands(sum(asked.map((entry: Entry) => entry.obligations[code]!))),
        namesOf(asked.map(({ scope }) => scope)) || "none: asked of traces only",
        mutants.filter(({ caughtBy }) => caughtBy === code).map(({ name }) => `\`${name}\``)
          .join(" "),
      ];
    }),
  ],
  liveness: () => [
    ["", "What happens at last", "If", "In scopes", "Mutants caught"],
    ...livenessClaims.map(({ code, says, assumes, scopes: names, catches }) => [
      code,
      says,
      assumed(names, (name) => assumes(storageScopes[name]!.bounds)),
      namesOf(names),
      catches.map((name) => `\`${name}\``).join(" "),
    ]),
  ],
  mutants: () => [
    ["No.", "Mutant", "The mistake", "Rule replaced", "Scope", "Caught by, asked alone", "Steps"],
    ...[...mutants, ...livenessMutants].map(({ number, name, says, rule, scope, caughtBy }) => [
      `${number ?? ""}`,
      `\`${name}\``,
      says,
      `\`${rule}\``,
      `\`${scope}\``,
      caughtBy,
      `${caught[name]}`,
    ]),
  ],
  witnesses: () => [
    ["Witness", "What must be seen", "In scopes"],
    ...witnesses.map(({ id, says, scopes }) => [
      `\`${id}\``,
      says,
      namesOf(scopes),
    ]),
  ],
  refuted: () => [
    ["Sounds true", "Said by", "True instead", "Steps to refute it"],
    ...refuted.map(({ says, claimedBy, instead, path }) => [
      says,
      claimedBy,
      instead,
      `${path.length}`,
    ]),
  ],
  contrast,
};

/** A replica beside one that has a copy of its own: the same stream, the same cache. */
function contrast(): readonly (readonly string[])[] {
  const [transactions, pages, each] = [1000, 100, 3];
  const stream = evenStream(transactions, pages, each);
  const own = followOnOwnStorage(stream, 100);
  const written = ({ relayLog, redo, doubleWrite, pages: blocks }: FollowCost["writes"]) =>
    [
      [relayLog, "to the relay log"],
      [redo, "to the redo log"],
      [doubleWrite, "double writes"],
      [blocks, "of pages"],
    ] as const;
  const cells = ({ applied, dropped, writes }: FollowCost) => [
    thousands(applied),
    thousands(dropped),
    written(writes).filter(([count]) => count > 0)
      .map(([count, what]) => `${thousands(count)} ${what}`).join(", ") || "none",
  ];
  return [
    ["Replica", "Pages in its cache", "Records applied", "Records dropped", "Writes"],
    ...[10, 50, 100].map((cached) => {
      const names = Array.from({ length: cached }, (_, nth) => pageAt(nth, pages));
      return [
        "on shared storage",
        `${cached} of ${pages}`,
        ...cells(followOnSharedStorage(stream, names)),
      ];
    }),
    ["with a copy of its own", "any", ...cells(own)],
  ];
}

const TABLE = /<!-- table (\S+) -->[^]*?<!-- \/table -->/g;

/** The text with every table written anew; one that is not known stays as it is. */
export function updateTables(text: string): string {
  return text.replace(TABLE, (whole: string, name: string) => {
    const rows = TABLES[name]?.();
    if (rows === undefined) return whole;
    const table = `<!-- deno-fmt-ignore-start -->\n\n${
      markdown(rows)
    }\n\n<!-- deno-fmt-ignore-end -->`;
    return `<!-- table ${name} -->\n${table}\n<!-- /table -->`;
  });
}

/** Names of the tables in a text. */
export function tablesIn(text: string): string[] {
  return [...text.matchAll(TABLE)].map(([, name]) => name!);
}

function markdown([head, ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head!), line(head!.map(() => "---")), ...rows.map(line)].join("\n");
}
