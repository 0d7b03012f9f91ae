/**
 * What can happen between the instance that reads and the copies. A copy that answers and the answer
 * that arrives are one move: an answer that is late is like a request that is.
 *
 * @module
 */
import type { Block } from "../segment/blocks.ts";
import type { Bounds, ReadBounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import type { Delivery, LocalState, World } from "../explore/system.ts";
import { named } from "../named.ts";
import type { Scribe } from "../network/network.ts";
import type { ReaderContext, Request } from "./reading.ts";
import type { Site } from "../segment/sites.ts";
import type { Lsn, PageId, PgId, RedoRecord } from "../terms.ts";
import { type Start, tailOf, type WriterContext } from "../writer/writer.ts";
import { successorLsns } from "../writer/writer_moves.ts";

/** What a reader knows in a state of the world. */
export function readerIn(world: World): ReaderContext {
  return world.state("reader").context;
}

/** The instance whose cache it is: the writer, or the one that took its place. */
export function readerOf(world: World, { recovery }: Bounds): Scribe {
  return recovery && !world.part("successor", isClosed) ? "successor" : "writer";
}

/** The lowest read point of a group that is still in use, as it was announced last. */
export function lowestReadPoint(world: World, bounds: Bounds, pg: PgId): Lsn {
  const lowest = world.part("reader", lowestOf);
  return tailUpTo(world, bounds, pg, lowest);
}

/** Everything that a reader does, and what copies answer. */
export function readMoves(sites: readonly Site[], bounds: Bounds): StorageMove[] {
  const { reads } = bounds;
  if (reads === undefined) return [];
  const pages = Object.keys(reads.pages);
  return [
    ...viewMoves(bounds, pages),
    ...pages.flatMap((page) => [
      ask(bounds, page, reads.pages[page]!),
      look(bounds, page),
      evict(bounds, page),
    ]),
    {
      name: "reader.announces.its.lowest.read.point",
      deed: { does: "announce" },
      plan: (world) => toReader({ type: "announce", vdl: vdlIn(world, bounds) }),
    },
    ...sites.flatMap((site) => serveMoves(site, bounds, reads)),
  ];
}

/** A move of others in which the reader takes part: it opens, changes pages, or is gone. */
export function accompanied(bounds: Bounds): (move: StorageMove) => StorageMove {
  return (move) => {
    const joining = joins(move, bounds);
    return joining === undefined ? move : {
      ...move,
      plan(world) {
        const plan = move.plan(world);
        return plan && [...plan, ...joining(world, plan)];
      },
    };
  };
}

type Joining = (world: World, plan: readonly Delivery[]) => Delivery[];

function joins({ deed }: StorageMove, { reads, recovery }: Bounds): Joining | undefined {
  if (reads === undefined) return undefined;
  // The pages of a new volume are empty: nobody has to be asked for them.
  const empty = Object.fromEntries(Object.keys(reads.pages).map((page) => [page, []]));
  if (deed.does === "create") return () => toReader({ type: "open", cache: empty });
  if (deed.does === "allocate") {
    return (world, [delivery]) =>
      toReader({ type: "apply", records: world.part(delivery!.to, batchOf) });
  }
  if (deed.does !== "recover") return undefined;
  const isDead = recovery?.writer === "dead";
  if (deed.step === "start") return isDead ? () => toReader({ type: "close" }) : undefined;
  if (deed.step !== "open") return undefined;
  // A writer that crashed comes back where its cache is; one that is alive takes it along.
  return (world) =>
    toReader(
      isDead
        ? { type: "reopen", vdl: world.part("recovery", recoveredVdl) }
        : { type: "open", cache: {} },
    );
}

function viewMoves(bounds: Bounds, pages: readonly PageId[]): StorageMove[] {
  return [
    {
      name: "reader.opens.a.view",
      deed: { does: "view" },
      plan: (world) => toReader({ type: "openView", vdl: vdlIn(world, bounds), pages }),
    },
    {
      name: "reader.closes.its.view",
      deed: { does: "view" },
      plan: () => toReader({ type: "closeView" }),
    },
  ];
}

function ask(bounds: Bounds, page: PageId, pg: PgId): StorageMove {
  return {
    name: `reader.asks.for.${page}`,
    deed: { does: "ask", page },
    plan(world) {
      const vdl = vdlIn(world, bounds);
      const needs = tailUpTo(world, bounds, pg, vdl);
      return toReader({ type: "ask", page, vdl, needs });
    },
  };
}

function look(bounds: Bounds, page: PageId): StorageMove {
  return {
    name: `reader.reads.${page}`,
    deed: { does: "look", page },
    plan: (world) => toReader({ type: "look", page, vdl: vdlIn(world, bounds) }),
  };
}

function evict(bounds: Bounds, page: PageId): StorageMove {
  return {
    name: `reader.drops.${page}`,
    deed: { does: "evict", page },
    plan: (world) => toReader({ type: "evict", page, vdl: vdlIn(world, bounds) }),
  };
}

/** A copy answers with a page; which of all that it may hold is a rule of the copy. */
function serveMoves({ segment, pg, kind }: Site, bounds: Bounds, reads: ReadBounds): StorageMove[] {
  if (kind === "tail") return [];
  const pages = Object.keys(reads.pages).filter((page) => reads.pages[page] === pg);
  return pages.flatMap((page) =>
    blocksOf(lsnsOf(bounds, page)).map((block) => ({
      name: [segment, "serves", page, ...block.length > 0 ? ["with", ...block] : []].join("."),
      deed: { does: "serve", segment, page } as const,
      plan(world) {
        const request = world.part("reader", requestFor(page));
        if (request === undefined) return undefined;
        const { at, needs } = request;
        const epoch = world.part(readerOf(world, bounds), epochOf);
        return [
          { to: segment, event: { type: "serve", page, at, needs, epoch, block } },
          ...toReader({ type: "answer", page, at, block }),
        ];
      },
    }))
  );
}

/** What a block can hold: any of its records, in their order. */
function blocksOf([first, ...others]: readonly Lsn[]): Block[] {
  if (first === undefined) return [[]];
  return blocksOf(others).flatMap((block) => [block, [first, ...block]]);
}

function lsnsOf(bounds: Bounds, page: PageId): Lsn[] {
  const first = bounds.workload.flat().flatMap((draft, index) =>
    draft.page === page ? [BigInt(index + 1)] : []
  );
  const next = bounds.recovery ? successorLsns(bounds, (draft) => draft.page === page) : [];
  return [...new Set([...first, ...next])].sort((a, b) => Number(a - b));
}

function toReader(event: Delivery["event"]): Delivery[] {
  return [{ to: "reader", event }];
}

function vdlIn(world: World, bounds: Bounds): Lsn {
  return world.part(readerOf(world, bounds), vdlOf);
}

/** The last record of a group at or below a point. */
function tailUpTo(world: World, bounds: Bounds, pg: PgId, point: Lsn): Lsn {
  const by = readerOf(world, bounds);
  const records = world.part(by, logOf).filter(({ lsn }) => lsn <= point);
  return tailOf(records, pg, world.part(by, collectedOf));
}

type Writer = { readonly context: WriterContext };

const isClosed = (writer: LocalState): boolean => writer.matches("closed");
const vdlOf = ({ context }: Writer): Lsn => context.vdl;
const logOf = ({ context }: Writer): readonly RedoRecord[] => context.log;
const collectedOf = ({ context }: Writer): Start["collected"] => context.start.collected;
const batchOf = ({ context }: Writer): readonly RedoRecord[] => context.batch;
const epochOf = ({ context }: Writer): number => context.start.epoch;
const recoveredVdl = ({ context }: LocalState): Lsn => context.recovered.vdl;
const lowestOf = ({ context }: LocalState): Lsn => context.lowest;

/** What a reader asked for last, if it is this page. */
const requestFor = named((page) => ({ context }: LocalState): Request | undefined => {
  const { request } = context as ReaderContext;
  return request?.page === page ? request : undefined;
});
