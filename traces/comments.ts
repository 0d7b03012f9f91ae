/**
 * What the declarations of events say in their comments, for the schema and the documentation: no
 * second wording to keep in step.
 *
 * @module
 */
import client from "./events/client.ts" with { type: "text" };
import epochs from "./events/epochs.ts" with { type: "text" };
import faults from "./events/faults.ts" with { type: "text" };
import header from "./events/header.ts" with { type: "text" };
import history from "./events/history.ts" with { type: "text" };
import instances from "./events/instances.ts" with { type: "text" };
import kind from "./events/kind.ts" with { type: "text" };
import life from "./events/life.ts" with { type: "text" };
import log from "./events/log.ts" with { type: "text" };
import points from "./events/points.ts" with { type: "text" };

const source = [header, log, points, client, faults, epochs, instances, life, history, kind].join(
  "\n",
);

/** A field as its interface declares it. */
export interface Declared {
  /** Its name. */
  readonly name: string;
  /** Its comment, or "". */
  readonly says: string;
}

/** A kind as its interface declares it. */
export interface Told {
  /** The comment of its interface. */
  readonly says: string;
  /** Its own fields, those of every request to a copy included, in the order of a line. */
  readonly fields: readonly Declared[];
}

const COMMENT = String.raw`(?:/\*\*((?:(?!\*/)[^])*)\*/\s*)?`;
const INTERFACE = new RegExp(
  `${COMMENT}(?:export )?interface (\\w+)(?: extends ([\\w, <>"-]+))? {([^}]*)}`,
  "g",
);
const FIELD = new RegExp(`${COMMENT}readonly (\\w+)\\??: ([^;]+);`, "g");

const prose = (comment = ""): string => comment.replaceAll(/\s*\n\s*\*/g, "").trim();

interface Interface extends Told {
  readonly name: string;
  readonly bases: string;
}

function interfaceOf([, comment, name, bases = "", body]: RegExpMatchArray): Interface {
  const fields = [...body!.matchAll(FIELD)].map(([, says, field]) => ({
    name: field!,
    says: prose(says),
  }));
  return { name: name!, says: prose(comment), bases, fields };
}

const interfaces = [...source.matchAll(INTERFACE)].map(interfaceOf);
const fieldsOf = (name: string) => interfaces.find((other) => other.name === name)?.fields ?? [];

/** What is said of each kind, in the order of the families; a vendor's kind is not among them. */
export const TOLD: ReadonlyMap<string, Told> = new Map(
  interfaces.flatMap(({ says, bases, fields }) => {
    const kind = /^Kind<"(.+?)">/.exec(bases)?.[1];
    const shared = bases.includes("Epochs") ? fieldsOf("Epochs") : [];
    return kind === undefined ? [] : [[kind, { says, fields: [...fields, ...shared] }]];
  }),
);

/** What is said of the fields that every event may end with. */
export const TOLD_OF_TAIL: readonly Declared[] = fieldsOf("Tail");
