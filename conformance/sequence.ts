/**
 * What was seen of a storage system as a sequence diagram: the client, the writer, the copies by
 * AZ, and what passes between them.
 *
 * @module
 */
import { alarm, type Ending, numbered } from "../model/explore/sequence_of.ts";
import type { Arrow, Note, Participant, Row, Sequence } from "../model/explore/sequence.ts";
import { print, type TraceEvent } from "../traces/mod.ts";
import { printRule } from "../traces/quorum_text.ts";

/** Events that belong together. */
export interface Moment {
  /** Number of the step, or of the line. */
  readonly at: number;
  /** In the order in which they became true. */
  readonly events: readonly TraceEvent[];
}

/**
 * The diagram of a path or of a short trace.
 *
 * @param ending What the last moment breaks, if it breaks something.
 */
export function sequenceOf(
  title: string,
  moments: readonly Moment[],
  ending?: Ending,
): Sequence {
  const teller = new Teller(moments.flatMap(({ events }) => events));
  const rows = moments.flatMap(({ at, events }) => numbered(at, teller.rows(events)));
  const { participants } = teller;
  return { title, participants, rows: [...rows, ...alarm(participants, rows, ending)] };
}

const [CLIENT, WRITER] = ["client", "writer"] as const;

const FAULTS: Readonly<Record<string, string>> = {
  crash: "crashes",
  restart: "restarts",
  freeze: "freezes",
  thaw: "goes on",
  "disk-loss": "loses its disk",
};

const POINTS: readonly string[] = ["pgcl", "vcl", "vdl", "pgmrpl"];

class Teller {
  readonly #azs = new Map<string, string>();
  readonly #groups = new Set<string>();
  /** What lies in the queue of a copy: when it is stored, it has arrived before. */
  readonly #received = new Set<string>();

  /** Volumes that are told apart by name: what is told of one stands there. */
  readonly #volumes = new Set<string>();

  constructor(all: readonly TraceEvent[]) {
    for (const event of all) {
      if (event.kind === "clone") this.#volumes.add(event.of).add(event.as);
      if (event.volume !== undefined) this.#volumes.add(event.volume);
      if (event.kind !== "group") continue;
      this.#groups.add(event.pg);
      for (const { segment, az } of event.members) this.#azs.set(segment, az);
    }
  }

  get participants(): Participant[] {
    const byAz = Map.groupBy(this.#azs, ([, az]) => az);
    const copies = [...byAz].flatMap(([az, members]) =>
      members.map(([name]) => ({ name, group: `AZ ${az}` }))
    );
    const volumes = [...this.#volumes].map((name) => ({ name }));
    return [{ name: CLIENT }, { name: WRITER }, ...volumes, ...copies];
  }

  /** The rows of one moment; what one of them brought about stands in its text. */
  rows(events: readonly TraceEvent[]): Row[] {
    const rows: Row[] = [];
    for (const event of events) {
      const last = rows.at(-1);
      const more = last && this.#addition(last, event);
      if (more !== undefined) rows[rows.length - 1] = { ...last!, text: `${last!.text}${more}` };
      else rows.push(...this.#row(event));
    }
    return rows;
  }

  /** What an event adds to the row before it, or undefined where it is a row of its own. */
  #addition(last: Row, event: TraceEvent): string | undefined {
    const at = "over" in last ? last.over[0] : last.to;
    if (event.kind === "scl" && at === event.seg) return ` (SCL ${event.lsn})`;
    if (event.kind === "lal" && "over" in last) return `, LAL ${event.records}`;
    const point = this.#point(event);
    if (point && "over" in last && /^(PG|V)/.test(last.text)) return `, ${point}`;
    return undefined;
  }

  #point(event: TraceEvent): string | undefined {
    if (!POINTS.includes(event.kind)) return undefined;
    const { kind, lsn, pg } = event as { kind: string; lsn: bigint; pg?: string };
    return `${kind.toUpperCase()} ${lsn}${pg ? this.#ofGroup(pg) : ""}`;
  }

  /** Where there is one group only, nobody wonders which. */
  #ofGroup(pg: string): string {
    return this.#groups.size > 1 ? ` of ${pg}` : "";
  }

  #row(event: TraceEvent): Row[] {
    const point = this.#point(event);
    if (point !== undefined) return [note(event.volume ?? WRITER, point)];
    switch (event.kind) {
      case "trace":
      case "sees":
      case "setting":
        return [];
      case "group": {
        const [write, read] = [event.write, event.read].map((rule) => printRule(rule, String));
        const copies = `${event.pg} has ${event.members.length} copies`;
        return [note(WRITER, `${copies}: write ${write}, read ${read}`)];
      }
      case "commit-requested":
        return [arrow(CLIENT, WRITER, `commit ${event.txn}`)];
      case "commit-acked":
        return [answer(WRITER, CLIENT, `${event.txn} is committed`)];
      case "commit-failed":
        return [answer(WRITER, CLIENT, `${event.txn} failed`)];
      case "write": {
        const commits = event.commit ? [`commits ${event.txn}`] : [];
        const says = [...commits, ...event.cpl ? ["CPL"] : []].join(", ");
        const text = `writes LSN ${event.lsn}${this.#ofGroup(event.pg)}`;
        return [note(event.volume ?? WRITER, says === "" ? text : `${text} (${says})`)];
      }
      case "ship":
      case "receive":
      case "store":
        return [this.#arrival(event)];
      case "ack":
        return [answer(event.seg, WRITER, `ack LSN ${event.lsn}, SCL ${event.scl}`)];
      case "gossip":
        return [arrow(event.from, event.seg, `gossip LSN ${event.lsn}`)];
      case "baseline":
        return [arrow(event.from, event.seg, `baseline up to ${event.upto}`)];
      case "scl":
        return [note(event.seg, `SCL ${event.lsn}`)];
      case "clone":
        return [arrow(event.of, event.as, `${event.full ? "full copy" : "clone"} at ${event.at}`)];
      case "delete-volume":
        return this.#volumes.has(event.name)
          ? [note(event.name, "is deleted")]
          : [this.#plain(event)];
      case "az-down":
      case "az-up":
        return [this.#outage(event.az, event.kind === "az-down" ? "is down" : "is back")];
      case "end":
        return [note(WRITER, "nothing more can happen")];
      default:
        return [this.#plain(event)];
    }
  }

  /** A record passes to a copy once, whatever is seen of it there. */
  #arrival({ kind, seg, lsn }: Extract<TraceEvent, { kind: "ship" | "receive" | "store" }>): Row {
    const key = `${seg} ${lsn}`;
    if (this.#received.has(key)) return note(seg, `${kind}s LSN ${lsn}`);
    this.#received.add(key);
    return arrow(WRITER, seg, `${kind} LSN ${lsn}`);
  }

  #outage(az: string, what: string): Note {
    const copies = [...this.#azs].filter(([, place]) => place === az).map(([name]) => name);
    const [first = WRITER, last = first] = [copies[0], copies.at(-1)];
    return { over: [first, last], text: `AZ ${az} ${what}` };
  }

  /** What has no form of its own stands as it is printed, over the place that it names. */
  #plain(event: TraceEvent): Note {
    const { seg, node } = event as { seg?: string; node?: string };
    const place = [seg, node].find((name) => name !== undefined && this.#azs.has(name));
    const line = place === undefined ? print(event) : print(event).replace(/ (seg|node)=\S+/, "");
    const text = event.volume === undefined ? line : line.replace(/ volume=\S+/, "");
    return note(place ?? event.volume ?? WRITER, FAULTS[text] ?? text);
  }
}

function note(over: string, text: string): Note {
  return { over: [over], text };
}

function arrow(from: string, to: string, text: string): Arrow {
  return { from, to, text };
}

function answer(from: string, to: string, text: string): Arrow {
  return { from, to, text, kind: "answer" };
}
