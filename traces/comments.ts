/**
 * What `event.ts` says in its comments, for the schema and the documentation: no second wording to
 * keep in step.
 *
 * @module
 */
import source from "./event.ts" with { type: "text" };

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
  `${COMMENT}(?:export )?interface (\\w+)(?: extends ([\\w, ]+))? {([^}]*)}`,
  "g",
);
const FIELD = new RegExp(`${COMMENT}readonly (\\w+)\\??: ([^;]+);`, "g");

const prose = (comment = ""): string => comment.replaceAll(/\s*\n\s*\*/g, "").trim();

interface Interface extends Told {
  readonly name: string;
  readonly bases: readonly string[];
  readonly kind: string | undefined;
}

function interfaceOf([, comment, name, bases = "", body]: RegExpMatchArray): Interface {
  const declared = [...body!.matchAll(FIELD)];
  const kind = declared.find(([, , field]) => field === "kind")?.[3]?.replaceAll('"', "");
  const fields = declared.map(([, says, field]) => ({ name: field!, says: prose(says) }));
  return {
    name: name!,
    says: prose(comment),
    bases: bases.split(", "),
    kind,
    fields: fields.filter((field) => field.name !== "kind"),
  };
}

const interfaces = [...source.matchAll(INTERFACE)].map(interfaceOf);
const named = (name: string) => interfaces.find((candidate) => candidate.name === name);

/** What is said of each kind, in the order of `event.ts`; a vendor's kind is not among them. */
export const TOLD: ReadonlyMap<string, Told> = new Map(
  interfaces.filter(({ kind }) => kind !== undefined && !kind.includes("${")).map((told) => [
    told.kind!,
    {
      says: told.says,
      fields: [told, ...told.bases.filter((base) => base !== "Tail").map(named)]
        .flatMap((part) => part?.fields ?? []),
    },
  ]),
);

/** What is said of the fields that every event may end with. */
export const TOLD_OF_TAIL: readonly Declared[] = named("Tail")!.fields;
