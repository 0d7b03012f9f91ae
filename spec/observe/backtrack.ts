/**
 * What a step of a world with backtracks shows.
 *
 * @module
 */
import type { BacktrackMove } from "../../model/backtrack/moves.ts";
import {
  backtrackIn,
  cacheIn,
  clientIn,
  copyIn,
  historyIn,
  underWay,
} from "../../model/backtrack/parts.ts";
import { pageAt } from "../../model/backtrack/copy.ts";
import { floorOf, type HistoryContext, vdlOf } from "../../model/backtrack/history.ts";
import type { BacktrackSystem } from "../../model/backtrack/system.ts";
import type { World } from "../../model/explore/system.ts";
import type { Edge } from "../../model/explore/watch.ts";
import type { EventKind, TraceEvent } from "../../traces/event.ts";
import { backtrackGroups, PG } from "../project_backtrack.ts";

/** What a step of a world with backtracks can show. */
export const BACKTRACK_SHOWN: readonly EventKind[] = [
  "group",
  "backtrack-window",
  "begin",
  "write",
  "vdl",
  "commit-acked",
  "collect",
  "backtrack",
  "rewindable",
  "read",
  "end",
];

/** The events of a step, in the order in which they become true. */
export function observeBacktrack({ bounds }: BacktrackSystem, step: Edge): TraceEvent[] {
  const { before, after } = step;
  const { deed } = step.move as BacktrackMove;
  switch (deed.does) {
    case "create":
      return [
        ...Object.entries(backtrackGroups()).map(([pg, group]) =>
          ({ kind: "group", pg, ...group }) as const
        ),
        { kind: "backtrack-window", keeps: BigInt(bounds.window) },
        rewindable(historyIn(after)),
      ];
    case "begin":
      return underWay(clientIn(after)).map((txn) => ({ kind: "begin", txn }));
    case "write":
      return writesShown(before, after);
    case "shrink":
      return [rewindable(historyIn(after))];
    case "reopen": {
      const { target, actual } = backtrackIn(before);
      return [{ kind: "backtrack", target, actual }, rewindable(historyIn(after))];
    }
    case "serve": {
      const { page, segment, replica } = deed;
      const at = vdlOf(historyIn(before));
      const lsn = pageAt(copyIn(before, segment), page, at);
      return [{ kind: "read", page, at, seg: segment, ...replica && { instance: "r1" }, lsn }];
    }
    case "look": {
      const { page } = deed;
      const lsn = cacheIn(before).pages[page]!;
      return [{ kind: "read", page, at: vdlOf(historyIn(before)), instance: "r1", lsn }];
    }
    case "collect":
      return [{ kind: "collect", seg: deed.segment, upto: copyIn(after, deed.segment).collected }];
    // How a backtrack goes about it, and who is away, nobody sees.
    case "ask":
    case "fence":
    case "tell":
    case "cutOff":
    case "breakOff":
    case "startAgain":
    case "learn":
    case "leave":
    case "return":
      return [];
  }
}

function rewindable(history: HistoryContext): TraceEvent {
  const { earliest, now } = history;
  const at = floorOf(history);
  return { kind: "rewindable", earliest: BigInt(earliest), latest: BigInt(now), at };
}

function writesShown(before: World, after: World): TraceEvent[] {
  const [old, history] = [historyIn(before), historyIn(after)];
  const fresh = history.log.slice(old.log.length);
  return [
    ...fresh.map(({ lsn, prev, page, cpl, txn, commit, time }): TraceEvent => ({
      ...{ kind: "write", lsn, pg: PG, prev, page, txn },
      ...cpl && { cpl },
      ...commit && { commit, time: BigInt(time) },
    })),
    { kind: "vdl", lsn: vdlOf(history) },
    ...fresh.filter(({ commit }) => commit)
      .map(({ txn, lsn: scn }) => ({ kind: "commit-acked", txn, scn }) as const),
    rewindable(history),
  ];
}
