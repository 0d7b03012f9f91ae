/**
 * Names that `group` lines declare: a copy, group or AZ that none of them names is most likely
 * misspelt, and no claim would hear of it. And names of pages: one that two groups have is two.
 *
 * @module
 */
import { type Misread, type Place, TraceError } from "./error.ts";
import type { EventOf, GroupEvent } from "./event.ts";
import { nearest } from "./nearest.ts";
import { columnOf } from "./order.ts";
import type { Located } from "./parse.ts";

/** What a name is the name of. */
type What = "copy" | "group" | "az";

/** The names that the `group` lines of one volume declare. */
type Known = Readonly<Record<What, Set<string>>>;

/** A name that was not declared when it was used first. */
interface Use {
  readonly what: What;
  readonly name: string;
  readonly volume: string;
  /** The field that holds it. */
  readonly field: string;
  readonly place: Place;
}

const EXPECTED: Readonly<Record<What, string>> = { copy: "a copy", group: "a group", az: "an AZ" };

/** So many names may wait for a line that declares them. */
const WAITING_MOST = 1000;

/**
 * Follows the names of one trace. A name may be used before the line that declares it: a newcomer
 * is filled before it becomes a member. A trace without any `group` line declares nothing, and
 * nothing is asked of its names. The name of a node may be that of an instance: nothing is asked of
 * it either.
 */
export class Declared {
  readonly #file: string;
  readonly #known = new Map<string, Known>();
  /** The volumes that tell when groups are added. */
  readonly #growing = new Set<string>();
  readonly #waiting = new Map<string, Use>();
  /** The group of each page, by volume and name. */
  readonly #pages = new Map<string, string>();

  /** Starts before the first line of `file`. */
  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Takes the next event. Throws a {@link TraceError} where too many names wait, or a page is of two
   * groups.
   */
  take(located: Located): void {
    const { event } = located;
    switch (event.kind) {
      case "group":
        return this.#declare(event);
      case "instance":
        if (event.az !== undefined) this.#of(event.volume ?? "").az.add(event.az);
        return;
      case "geometry-epoch":
        this.#growing.add(event.volume ?? "");
        return;
      case "write":
        // Of a group that does not stand yet, and of a page that moves, a claim speaks then.
        if (this.#growing.has(event.volume ?? "")) return;
        this.#write(event, located);
        return this.#use("group", "pg", event.pg, located);
      case "pgcl":
      case "pgmrpl":
        return this.#use("group", "pg", event.pg, located);
      case "membership-epoch":
        this.#use("group", "pg", event.pg, located);
        return this.#use("copy", "seg", event.seg, located);
      case "gossip":
      case "baseline":
      case "scrub":
        this.#use("copy", "seg", event.seg, located);
        return this.#use("copy", "from", event.from, located);
      case "ship":
      case "receive":
      case "store":
      case "ack":
      case "scl":
      case "coalesce":
      case "stage":
      case "collect":
      case "damage":
      case "read":
      case "volume-epoch":
      case "discard":
      case "truncate":
      case "fence":
        return this.#use("copy", "seg", event.seg, located);
      case "disk-loss":
        return this.#use("copy", "node", event.node, located);
      case "recovery":
        return event.responders.forEach((name) => this.#use("copy", "responders", name, located));
      case "az-down":
      case "az-up":
        return this.#use("az", "az", event.az, located);
    }
  }

  /** Takes the end of the trace. Throws a {@link TraceError} for the first name that is not declared. */
  finish(): void {
    if ([...this.#known.values()].every(({ group }) => group.size === 0)) return;
    for (const use of this.#waiting.values()) {
      if (!this.#isKnown(use)) throw new TraceError(use.place, this.#misread(use));
    }
  }

  #declare({ pg, members, volume = "" }: GroupEvent): void {
    const known = this.#of(volume);
    known.group.add(pg);
    for (const { segment, az } of members) {
      known.copy.add(segment);
      known.az.add(az);
    }
  }

  #write({ page, pg, volume = "" }: EventOf<"write">, { line, text }: Located): void {
    if (page === undefined) return;
    const key = `${volume} ${page}`;
    const home = this.#pages.get(key) ?? pg;
    this.#pages.set(key, home);
    if (home === pg) return;
    throw new TraceError({ file: this.#file, line, text }, {
      column: columnOf(text, page, fieldAt(text, "page")),
      length: page.length,
      expected: `a page of group ${pg}`,
      hint: `an earlier line writes page "${page}" to group ${home}`,
    });
  }

  #of(volume: string): Known {
    let known = this.#known.get(volume);
    if (known === undefined) {
      known = { copy: new Set(), group: new Set(), az: new Set() };
      this.#known.set(volume, known);
    }
    return known;
  }

  #use(what: What, field: string, name: string | undefined, located: Located): void {
    const { volume = "" } = located.event;
    if (name === undefined || this.#of(volume)[what].has(name)) return;
    const key = JSON.stringify([what, volume, name]);
    if (this.#waiting.has(key)) return;
    if (this.#waiting.size >= WAITING_MOST) {
      this.finish();
      this.#waiting.clear();
    }
    const { line, text } = located;
    this.#waiting.set(key, { what, name, volume, field, place: { file: this.#file, line, text } });
  }

  /** An AZ may hold copies of other volumes. */
  #isKnown({ what, name, volume }: Use): boolean {
    if (what !== "az") return this.#of(volume)[what].has(name);
    return [...this.#known.values()].some(({ az }) => az.has(name));
  }

  #misread({ what, name, volume, field, place }: Use): Misread {
    const known = this.#of(volume);
    const of = volume === "" ? "" : ` of volume ${volume}`;
    return {
      column: columnOf(place.text, name, fieldAt(place.text, field)),
      length: name.length,
      expected: `${EXPECTED[what]} that a \`group\` line${of} names`,
      hint: known.group.size === 0
        ? `no \`group\` line is${of === "" ? " without a volume" : of}`
        : hintFor(name, [...known[what]]),
    };
  }
}

/** Where a field begins, in either encoding. */
function fieldAt(text: string, field: string): number {
  return Math.max(0, text.search(new RegExp(`[ \\t{,"]${field}("[ \\t]*:|=)`)));
}

function hintFor(name: string, known: readonly string[]): string {
  const same = known.find((other) => other.toLowerCase() === name.toLowerCase());
  const meant = same ?? nearest(name, known);
  return meant === undefined ? `none names "${name}"` : `did you mean "${meant}"?`;
}
