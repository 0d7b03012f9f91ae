/**
 * A state of a world with backtracks, seen from outside.
 *
 * @module
 */
import { floorOf, type HistoryContext, reachable, vdlOf } from "../model/backtrack/history.ts";
import { clientIn, copyIn, historyIn, underWay } from "../model/backtrack/parts.ts";
import type { BacktrackSystem } from "../model/backtrack/system.ts";
import { THREE_COPIES } from "../model/backtrack/terms.ts";
import type { World } from "../model/explore/system.ts";
import type { Group } from "../model/quorum/quorum.ts";
import { type Lsn, NO_LSN, type PgId } from "../model/terms.ts";
import { groupOf, placeCopies, rulesOf } from "../model/volume.ts";
import { BACKTRACK_SHOWN } from "./observe/backtrack.ts";
import { NO_BACKUPS } from "./view/backup_facts.ts";
import type { BranchFacts } from "./view/branch_facts.ts";
import { NO_COPY, nothing, type RecordFacts, type Source } from "./view/facts.ts";

/** The one group of the volume. */
export const PG: PgId = "p0";

/** The groups of the volume. */
export function backtrackGroups(): Readonly<Record<PgId, Group>> {
  const members = placeCopies("threeCopies", 0);
  return { [PG]: groupOf({ members, ...rulesOf("threeCopies") }) };
}

/** The view of a state. */
export function projectBacktrack({ bounds }: BacktrackSystem, world: World): Source {
  const history = () => historyIn(world);
  const isCreated = () => !world.part("history", isAbsent);
  return {
    ...nothing,
    config: () => ({ groups: isCreated() ? backtrackGroups() : {}, sees: BACKTRACK_SHOWN }),
    log() {
      const { led, log } = history();
      const records = factsOf(history()).slice(0, log.length);
      return { records, ...led && { annulled: led.highest } };
    },
    points() {
      const { led } = history();
      return { ...nothing.points(), vcl: led?.to ?? NO_LSN, vdl: vdlOf(history()) };
    },
    commits: () => ({ open: {}, failed: [], acked: clientIn(world).committed }),
    segment: (id) =>
      THREE_COPIES.includes(id) ? { ...NO_COPY, collected: copyIn(world, id).collected } : NO_COPY,
    backups: () => ({ ...NO_BACKUPS, start: history().led?.highest ?? NO_LSN }),
    branches: () => ({
      ...branchesOf(history()),
      begun: underWay(clientIn(world)).filter((txn) => !history().cutOff.includes(txn)),
      ...isCreated() && {
        keeps: BigInt(bounds.window),
        window: { earliest: BigInt(history().earliest), at: floorOf(history()) },
      },
    }),
  };
}

function isAbsent(state: { matches(value: string): boolean }): boolean {
  return state.matches("absent");
}

function branchesOf(history: HistoryContext): BranchFacts {
  const { ahead, left, led, log, cutOff } = history;
  const open = log.filter(({ txn }) => !log.some((one) => one.commit && one.txn === txn));
  const records = factsOf(history).slice(log.length);
  return {
    ...led && { led },
    ...ahead && {
      undone: {
        ...{ from: ahead.from, to: ahead.to, isWhole: true },
        records,
        settled: commitsIn(ahead.records),
      },
    },
    discarded: left,
    settled: commitsIn(log),
    open: [...new Set(open.map(({ txn }) => txn))],
    begun: [],
    cutOff,
  };
}

function commitsIn(records: HistoryContext["log"]): Lsn[] {
  return records.filter(({ commit }) => commit).map(({ lsn }) => lsn);
}

/** The records of the branch, and behind them those that can be brought back. */
function factsOf(history: HistoryContext): RecordFacts[] {
  const last = new Map<string, Lsn>();
  return reachable(history).map(({ lsn, prev, page, cpl, txn, commit }) => {
    const pprev = last.get(page) ?? NO_LSN;
    last.set(page, lsn);
    return { lsn, pg: PG, prev, cpl, page, pprev, ...commit && { commits: txn } };
  });
}
