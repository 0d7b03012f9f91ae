/**
 * What a step of a volume that grows shows.
 *
 * @module
 */
import type { Edge } from "../../model/explore/watch.ts";
import { engineIn, geometryIn, type GrowthMove, type Instance } from "../../model/growth/moves.ts";
import { lastOf } from "../../model/growth/engine.ts";
import type { GrowthSystem } from "../../model/growth/system.ts";
import { NO_LSN, type PageId } from "../../model/terms.ts";
import type { EventKind, TraceEvent } from "../../traces/event.ts";
import { groupsUpTo, homeOf } from "../project_growth.ts";

/** What a step of a volume that grows can show. */
export const GROWTH_SHOWN: readonly EventKind[] = [
  "size-limit",
  "geometry-epoch",
  "group",
  "out-of-space",
  "write",
  "vdl",
  "read",
  "end",
];

/** The events of a step, in the order in which they become true. */
export function observeGrowth(system: GrowthSystem, { move, before, after }: Edge): TraceEvent[] {
  const { deed } = move as GrowthMove;
  const { epoch: gepoch, groups } = geometryIn(after);
  switch (deed.does) {
    case "create":
      return [
        { kind: "size-limit", groups: system.bounds.limit },
        { kind: "geometry-epoch", gepoch },
        ...groupLines(groups),
      ];
    case "grow":
      return [{ kind: "geometry-epoch", gepoch }, ...groupLines(groups).slice(-1)];
    case "refuse":
      return [{ kind: "out-of-space", instance: "writer" }];
    case "open":
    case "learn": {
      const { instance } = deed;
      const { epoch } = engineIn(after, instance);
      return [{ kind: "geometry-epoch", gepoch: epoch, instance }];
    }
    case "write": {
      const { lsn, pg, prev, page, cpl } = engineIn(after, "writer").log.at(-1)!;
      return [{ kind: "write", lsn, pg, prev, page, cpl }, { kind: "vdl", lsn }];
    }
    case "read":
      return [readShown(deed.instance, deed.page)];
    case "crash":
      return [];
  }

  function readShown(instance: Instance, page: PageId): TraceEvent {
    const { log } = engineIn(before, "writer");
    // Where there is no group for it, as far as the instance knows, the page is new to it.
    const knows = homeOf(system, page) < engineIn(before, instance).groups;
    const lsn = knows ? lastOf(log, page) : NO_LSN;
    return { kind: "read", page, at: log.at(-1)?.lsn ?? NO_LSN, instance, lsn };
  }
}

function groupLines(groups: number): TraceEvent[] {
  return Object.entries(groupsUpTo(groups)).map(([pg, group]) => ({ kind: "group", pg, ...group }));
}
