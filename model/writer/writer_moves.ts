/**
 * What the writers of a volume do of themselves, and what reaches the writer after a recovery.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import type { LocalState } from "../explore/system.ts";
import { changingSuccessor } from "../membership/membership_network.ts";
import { ack, gossip, ship } from "../network/network.ts";
import type { Site } from "../segment/sites.ts";
import type { Lsn, PgId } from "../terms.ts";
import type { Draft } from "./writing.ts";

/** The volume is created, and its first writer gives LSNs to mini-transactions. */
export function writerMoves({ volume, lal }: Bounds): StorageMove[] {
  return [
    {
      name: "volume.creates",
      deed: { does: "create", lal },
      plan: (world) =>
        world.state("volume").matches("absent")
          ? [{ to: "volume", event: { type: "create", plan: volume } }, {
            to: "writer",
            event: { type: "open" },
          }]
          : undefined,
    },
    {
      name: "writer.allocates",
      deed: { does: "allocate" },
      plan: () => [{ to: "writer", event: { type: "allocate" } }],
    },
  ];
}

/**
 * The next writer, whose LSNs lie above whatever a recovery may have annulled.
 *
 * @throws {RangeError} where LAL is so small that an LSN may be of a record of either writer.
 */
export function successorMoves(sites: readonly Site[], bounds: Bounds): StorageMove[] {
  const lsns = (pg: PgId) => ownLsns(bounds, pg);
  return [
    whileOpen({
      name: "successor.allocates",
      deed: { does: "allocate" },
      plan: () => [{ to: "successor", event: { type: "allocate" } }],
    }),
    ...undoMoves(bounds),
    ...sites.flatMap((site) =>
      lsns(site.pg).flatMap((lsn) => [
        ...bounds.membership ? changingSuccessor(site, lsn) : [
          ship(site, lsn, "store", "successor"),
          ...site.peers.map((peer) => gossip(site, peer, lsn, "successor")),
        ],
        whileOpen(ack(site, lsn, "successor")),
      ])
    ),
  ];
}

/** Where transactions can be left without an end: what they changed is taken back. */
function undoMoves({ workload }: Bounds): StorageMove[] {
  if (workload.flat().every(({ txn }) => txn === undefined)) return [];
  return [{
    name: "successor.undoes",
    deed: { does: "undo" },
    plan(world) {
      const lsn = world.part("successor", nextUndone);
      if (lsn === undefined) return undefined;
      return [
        { to: "successor", event: { type: "undo" } },
        { to: "recovery", event: { type: "undone", lsn } },
      ];
    },
  }];
}

const nextUndone = ({ context }: LocalState): Lsn | undefined => context.compensation[0]?.undoes;

const isOpen = (recovery: LocalState): boolean => recovery.matches("open");

/** A move of an instance that has the volume open: who crashed must recover it again first. */
function whileOpen({ plan, ...move }: StorageMove): StorageMove {
  return { ...move, plan: (world) => world.part("recovery", isOpen) ? plan(world) : undefined };
}

/** The LSNs that the next writer may give to the records of a group. Moves are named by them. */
function ownLsns(bounds: Bounds, pg: PgId): Lsn[] {
  const first = bounds.workload.flat();
  const lsns = successorLsns(bounds, (draft) => draft.pg === pg);
  const shared = lsns.find((lsn) => first[Number(lsn) - 1]?.pg === pg);
  if (shared === undefined) return lsns;
  throw new RangeError(
    `LAL ${bounds.lal} is too small for a recovery: LSN ${shared} of group ${pg} may be a record ` +
      `of the first writer, or of the next. ${first.length}, the records of the first, is enough`,
  );
}

/** The LSNs that the next writer may give to some of its records. */
export function successorLsns(
  { workload, lal, recovery }: Bounds,
  isOne: (draft: Draft) => boolean,
): Lsn[] {
  const { attempts, workload: next } = recovery!;
  const vdls = [0n, ...workload.flat().map((_, index) => BigInt(index + 1))];
  const lsns = vdls.flatMap((vdl) => {
    const undone = workload.flat().slice(0, Number(vdl)).filter(({ txn }) => txn !== undefined);
    // What it takes back comes between: then any of them may be any record.
    const drafts = [...next.flat(), ...undone];
    const own = drafts.flatMap((draft, index) =>
      undone.length > 0 || isOne(draft) ? [BigInt(index + 1)] : []
    );
    return endsAfter(vdl, attempts, { lal, most: drafts.length })
      .flatMap((end) => own.map((place) => end + place));
  });
  return [...new Set(lsns)].sort((a, b) => Number(a - b));
}

/** Where what recoveries annul may end: beyond VDL, or beyond what was written after the end before. */
function endsAfter(
  vdl: Lsn,
  attempts: number,
  { lal, most }: { readonly lal: Lsn; readonly most: number },
): Lsn[] {
  const ends = [vdl + lal];
  let last = ends;
  for (let nth = 1; nth < attempts; nth++) {
    last = last.flatMap((end) =>
      Array.from({ length: most + 1 }, (_, written) => end + BigInt(written) + lal)
    );
    ends.push(...last);
  }
  return ends;
}
