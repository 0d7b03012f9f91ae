/**
 * What an event changes in what is known: the facts it is about, before and after it.
 *
 * @module
 */
import type { View } from "../spec/mod.ts";
import type { EventKind, EventOf, Lsn, TraceEvent } from "../traces/mod.ts";
import type { Change } from "./report.ts";

/** One fact, as it stands now. */
export interface Fact {
  /** What it is a fact of, such as `a1`. */
  readonly of: string;
  /** Its name, such as `SCL`. */
  readonly fact: string;
  /** Its value in words. */
  readonly is: string;
}

/** The facts that `event` is about, as `view` has them. */
export function factsAbout(view: View, event: TraceEvent): Fact[] {
  const facts = ABOUT as Record<string, ((view: View, event: TraceEvent) => Fact[]) | undefined>;
  return facts[event.kind]?.(view, event) ?? [];
}

/** What is not as it was. Both lists name the same facts in the same order. */
export function changesFrom(before: readonly Fact[], after: readonly Fact[]): Change[] {
  return before.flatMap(({ of, fact, is }, i) => {
    const to = after[i]!.is;
    return is === to ? [] : [{ of, fact, from: is, to }];
  });
}

type About = { readonly [K in EventKind]?: (view: View, event: EventOf<K>) => Fact[] };

function fact(of: string, name: string, value: Lsn | number | string | undefined): Fact {
  return { of, fact: name, is: value === undefined ? "unknown" : `${value}` };
}

/** Where a record is on one copy. */
function stored(view: View, { seg, lsn }: { readonly seg: string; readonly lsn: Lsn }): Fact[] {
  const copy = view.copy(seg);
  const where = copy.held.has(lsn) ? "durable" : copy.incoming.has(lsn) ? "in memory" : "absent";
  const holders = view.holders({ pg: view.config.home(seg)?.pg ?? "", lsn });
  return [
    fact(seg, `LSN ${lsn}`, where),
    fact(`LSN ${lsn}`, "durable on", holders.join(", ") || "no copy"),
    fact(seg, "complete up to", view.chainEnd(seg)),
  ];
}

function commit({ commits }: View, { txn }: { readonly txn: string }): Fact[] {
  const state = commits.isAcked(txn)
    ? "acknowledged"
    : commits.isFailed(txn)
    ? "failed"
    : commits.isRequested(txn)
    ? "waits"
    : "not asked for";
  return [fact(txn, "commit", state)];
}

function node({ faults, config }: View, name: string): Fact {
  const member = config.home(name)?.members.find(({ segment }) => segment === name);
  return fact(name, "is", faults.isDown(name, member?.az) ? "out of reach" : "in reach");
}

function nodesIn(view: View, { az }: { readonly az: string }): Fact[] {
  return view.config.copiesIn(az).map((copy) => node(view, copy));
}

const ABOUT: About = {
  write: ({ log }, { pg }) => [
    fact("log", "last LSN", log.highest),
    fact(pg, "last record", log.chain(pg)?.end ?? "none"),
  ],
  receive: stored,
  store: stored,
  gossip: stored,
  ack: (view, { seg, lsn }) => [
    fact("writer", `knows LSN ${lsn} on ${seg}`, view.told(seg).has(lsn) ? "yes" : "no"),
  ],
  baseline: (view, { seg }) => [fact(seg, "complete up to", view.chainEnd(seg))],
  coalesce: (view, { seg, lsn }) => [
    fact(seg, `LSN ${lsn} applied`, view.copy(seg).applied.has(lsn) ? "yes" : "no"),
  ],
  stage: (view, { seg }) => [fact(seg, "staged up to", view.copy(seg).staged)],
  collect: (view, { seg }) => [fact(seg, "collected up to", view.copy(seg).collected)],
  scl: (view, { seg }) => [fact(seg, "SCL", view.copy(seg).scl)],
  pgcl: ({ points }, { pg }) => [fact(pg, "PGCL", points.pgcl(pg))],
  vcl: ({ points }) => [fact("volume", "VCL", points.vcl)],
  vdl: ({ points }) => [fact("volume", "VDL", points.vdl)],
  pgmrpl: ({ points }, { pg, instance }) => [
    fact(instance ?? pg, `PGMRPL of ${pg}`, points.pgmrplOf(pg, instance)),
  ],
  "commit-requested": commit,
  "commit-acked": commit,
  "commit-failed": commit,
  crash: (view, event) => [node(view, event.node)],
  restart: (view, event) => [node(view, event.node)],
  freeze: (view, event) => [node(view, event.node)],
  thaw: (view, event) => [node(view, event.node)],
  "az-down": nodesIn,
  "az-up": nodesIn,
  "disk-loss": (view, { node }) => [fact(node, "complete up to", view.chainEnd(node))],
  recovery: ({ points, log }) => [
    fact("volume", "VDL", points.vdl),
    fact("log", "last LSN", log.last?.lsn ?? log.floor),
  ],
};
