/**
 * What each event makes true of a view.
 *
 * @module
 */
import type { EventOf, TraceEvent } from "../../traces/event.ts";
import type { View } from "../view.ts";
import { backUpStage, backUpWrite } from "./apply_backups.ts";
import { type Effects, HISTORY } from "./apply_history.ts";
import { LIFE_EFFECTS } from "./apply_life.ts";
import { beginBranch, mayRewind } from "./backtrack.ts";
import { comesBack } from "./cluster.ts";
import { changeGroup } from "./epochs_of_members.ts";
import { loseDisk } from "./history.ts";
import { tellKin } from "./kin.ts";
import { scnNoted } from "./following.ts";
import { loseFormerViews, READ_EFFECTS, startAnew } from "./reads.ts";
import { applyStale, isStale } from "./stale.ts";

const header: Effects = {
  sees: ({ config }, { kinds }) => config.declare(kinds),
  group(view, event) {
    const { config, geometry, points } = view;
    if (view.sees("geometry-epoch") && config.group(event.pg) === undefined) {
      geometry.since = points.epoch("geometry");
    }
    changeGroup(view, event);
  },
  "size-limit"({ geometry }, { groups }) {
    geometry.limit = groups;
  },
  lal({ config }, { records }) {
    config.lal = records;
  },
  "backtrack-window"({ branches }, { keeps }) {
    branches.keeps = keeps;
  },
  instance(view, event) {
    comesBack(view, [event.name]);
    view.cluster.tell(event);
  },
};

const log: Effects = {
  write(view, event) {
    const { lsn, pg, prev, vprev, page, mtr, cpl = false, commit, txn } = event;
    backUpWrite(view, event);
    const commits = commit ? txn : undefined;
    const record = commits === undefined ? { lsn, pg, prev, cpl } : { lsn, pg, prev, cpl, commits };
    view.log.append(record, page, vprev);
    if (page !== undefined && view.sees("geometry-epoch")) view.geometry.pages.set(page, pg);
    view.log.mtrs.take(mtr, cpl);
    view.recoveries.isOpen = true;
    if (commits !== undefined) view.commits.written(commits, lsn);
    if (txn !== undefined && view.sees("rolled-back")) view.transactions.written(txn, event);
    if (mayRewind(view) && view.branches.write(event)) beginBranch(view);
    view.window.grow(view);
  },
  receive: (view, { seg, lsn }) => view.copy(seg).receive(lsn),
  store: stored,
  gossip: stored,
  ack(view, { seg, lsn, scl }) {
    const told = view.told(seg);
    told.raise(scl);
    told.add(lsn);
    view.reports.complete(seg, scl);
    view.reports.add(seg, lsn);
    view.believe(seg, scl);
  },
  baseline(view, { seg, upto }) {
    view.copy(seg).hydrate(upto);
    view.reports.complete(seg, upto);
  },
  coalesce(view, { seg, lsn }) {
    const { applied } = view.copy(seg);
    const chain = view.chainOf(seg);
    if (chain === undefined || applied.isKnown(chain)) applied.add(lsn);
    else applied.raise(lsn);
  },
  stage(view, event) {
    view.copy(event.seg).staged = event.upto;
    backUpStage(view, event);
  },
  collect(view, { seg, upto }) {
    view.copy(seg).collected = upto;
  },
};

function stored(view: View, { seg, lsn }: EventOf<"store"> | EventOf<"gossip">): void {
  view.copy(seg).store(lsn);
  view.reports.add(seg, lsn);
}

const points: Effects = {
  scl(view, { seg, lsn }) {
    view.copy(seg).announce(lsn);
    view.reports.complete(seg, lsn);
  },
  pgcl: ({ points }, { pg, lsn }) => points.setPgcl(pg, lsn),
  vcl({ points }, { lsn }) {
    points.vcl = lsn;
  },
  vdl({ points, recoveries }, { lsn }) {
    points.vdl = lsn;
    recoveries.isOpen = true;
  },
  pgmrpl: ({ points }, { pg, lsn, instance }) => points.setPgmrpl(pg, lsn, instance),
  "replica-vdl": ({ replicas }, { instance, lsn }) => replicas.get(instance).learn(lsn),
};

const client: Effects = {
  begin(view, { txn }) {
    if (mayRewind(view)) view.branches.begin(txn);
  },
  "commit-requested": ({ commits }, { txn, scn }) => commits.requested(txn, scn),
  "commit-acked"(view, { txn, scn }) {
    view.commits.acked(txn, scn);
    if (view.mayHaveBranched) view.branches.end(txn);
  },
  "commit-failed"(view, { txn }) {
    view.commits.refused(txn);
    if (view.mayHaveBranched) view.branches.end(txn);
  },
  "rolled-back"(view, { txn, lsn = view.log.highest }) {
    view.transactions.rolledBack(txn, lsn);
    if (view.mayHaveBranched) view.branches.end(txn);
  },
};

const faults: Effects = {
  crash(view, { node }) {
    const { cluster, instances, config } = view;
    if (!cluster.replicas.has(node) && instances.mayWrite(node, config)) {
      view.commits.abandon();
      view.transactions.abandon();
    }
    view.replicas.lose(node);
    view.points.lose(node);
    view.readViews.lose(node);
    view.faults.crashed.add(node);
    view.faults.starting.add(node);
    view.copy(node).crash();
    cluster.replicas.delete(node);
  },
  restart(view, { node }) {
    view.faults.crashed.delete(node);
    view.copy(node).isDown = false;
  },
  freeze: ({ faults }, { node }) => void faults.frozen.add(node),
  thaw(view, { node }) {
    comesBack(view, [node]);
    view.faults.frozen.delete(node);
  },
  "az-down"(view, { az }) {
    view.faults.azs.add(az);
    for (const copy of view.config.copiesIn(az)) view.copy(copy).incoming.clear();
  },
  "az-up"(view, { az }) {
    comesBack(view, view.cluster.namesIn(az));
    view.faults.azs.delete(az);
  },
  partition({ faults }, { nodes }) {
    for (const node of nodes) faults.cut.add(node);
  },
  heal(view) {
    comesBack(view, view.faults.cut);
    view.faults.cut.clear();
  },
  "disk-loss": (view, { node }) => loseDisk(view, node),
};

const instances: Effects = {
  open(view, event) {
    const { instances, cluster, commits, points, recoveries, faults } = view;
    const { instance, role } = event;
    if (role === "replica") {
      comesBack(view, [instance]);
      cluster.replicas.add(instance);
      view.replicas.open(instance, view.sees("cache"));
    } else if (cluster.replicas.has(instance)) startAnew(view, instance);
    points.open(instance);
    // Who opens the volume is there, whether its restart was told or not.
    faults.crashed.delete(instance);
    faults.starting.delete(instance);
    if (instances.open(event, recoveries.vepoch)) commits.abandon();
    loseFormerViews(view);
    if (role === "replica" || instances.isFormer(instance)) return;
    recoveries.isOpen = true;
    cluster.takeOver(instance);
    view.replicas.lose(instance);
  },
  promote(view, { instance }) {
    const { instances, cluster, commits, recoveries, replicas } = view;
    startAnew(view, instance);
    view.faults.starting.delete(instance);
    replicas.lose(instance);
    recoveries.isOpen = true;
    instances.open({ instance, role: "writer" });
    loseFormerViews(view);
    cluster.takeOver(instance);
    commits.abandon();
  },
  apply({ log, replicas }, { instance, lsn }) {
    const page = log.record(lsn)?.page;
    replicas.get(instance).apply({ lsn, page });
  },
  "commit-noted"(view, event) {
    const scn = scnNoted(view, event);
    if (scn !== undefined) view.replicas.get(event.instance).note(scn, view.log);
  },
  cache({ replicas }, { instance, page, lsn, result }) {
    const replica = replicas.find(instance);
    if (result === "kept") replica?.keep(page, lsn);
    else replica?.drop(page);
  },
  endpoint({ cluster, faults }, event) {
    cluster.point(event);
    const gone = (event.instances ?? []).filter((instance) => faults.crashed.has(instance));
    cluster.misled.set(event.name, new Set(gone));
  },
  "custom-endpoint": ({ cluster }, { name, type, members, excluded }) =>
    void cluster.custom.set(name, {
      type,
      ...members && { members },
      ...excluded && { excluded },
    }),
};

const EFFECTS = {
  ...header,
  ...log,
  ...READ_EFFECTS,
  ...points,
  ...client,
  ...faults,
  ...HISTORY,
  ...instances,
  ...LIFE_EFFECTS,
} as Readonly<
  Record<string, ((view: View, event: TraceEvent) => void) | undefined>
>;

/** Makes true of the view what the event says. */
export function applyTo(view: View, event: TraceEvent): void {
  if (isStale(view, event)) return applyStale(view, event);
  EFFECTS[event.kind]?.(view, event);
  tellKin(view, event);
}
