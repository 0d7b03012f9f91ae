/**
 * What can happen in a world with backtracks.
 *
 * @module
 */
import type { Delivery, LocalState, Move, World } from "../explore/system.ts";
import type { Lsn, PageId, SegmentId } from "../terms.ts";
import { type BacktrackBounds, pagesIn } from "./bounds.ts";
import { nextBatch } from "./client.ts";
import { hasAll, pageAt } from "./copy.ts";
import { appended, floorOf, offAt, reachable, vdlOf } from "./history.ts";
import { backtrackIn, clientIn, copyIn, historyIn, underWay } from "./parts.ts";
import { isWriteQuorum, THREE_COPIES } from "./terms.ts";

/** One thing that can happen. */
export type BacktrackDeed =
  | {
    readonly does:
      | ("create" | "begin" | "write" | "shrink")
      | ("ask" | "fence" | "tell" | "cutOff" | "reopen" | "breakOff" | "startAgain");
  }
  | {
    readonly does: "learn" | "collect" | "leave" | "return";
    readonly segment: SegmentId;
  }
  | {
    readonly does: "serve";
    readonly segment: SegmentId;
    readonly page: PageId;
    /** Does the replica read it? */
    readonly replica: boolean;
  }
  | { readonly does: "look"; readonly page: PageId };

/** A move of a world with backtracks. */
export interface BacktrackMove extends Move {
  /** What it does. */
  readonly deed: BacktrackDeed;
}

/** The copy that may be away. */
const ABSENT: SegmentId = "c1";

/** All moves. */
export function backtrackMoves(bounds: BacktrackBounds): BacktrackMove[] {
  const { shrinks, collects, absence, replica, piecewise } = bounds;
  const parts = piecewise ? THREE_COPIES.map((segment) => [segment]) : [THREE_COPIES];
  const pages = pagesIn(bounds);
  return [
    move("volume.is.created", { does: "create" }, () => [to("history", "create")]),
    move("client.begins", { does: "begin" }, () => [to("history", "begin"), to("client", "begin")]),
    write(bounds),
    ...THREE_COPIES.flatMap((segment) => pages.map((page) => serve(segment, page))),
    ...askAll(bounds),
    ...parts.flatMap((copies) => [fence(copies), tell(copies)]),
    ...absence || piecewise ? THREE_COPIES.map(learn) : [],
    move("everybody.is.cut.off", { does: "cutOff" }, () => [
      to("backtrack", "cutOff"),
      to("client", "disconnect"),
      ...replica ? [to("r1", "invalidate")] : [],
    ]),
    reopen(),
    move("backtrack.breaks.off", { does: "breakOff" }, () => [to("backtrack", "breakOff")]),
    move("backtrack.starts.again", { does: "startAgain" }, () => [to("backtrack", "startAgain")]),
    ...shrinks ? [move("window.shrinks", { does: "shrink" }, () => [to("history", "shrink")])] : [],
    ...collects ? THREE_COPIES.map(collect) : [],
    ...absence ? (["leave", "return"] as const).map(absent) : [],
    ...replica ? pages.flatMap((page) => [...THREE_COPIES.map(fetched(page)), look(page)]) : [],
  ];
}

function move(
  name: string,
  deed: BacktrackDeed,
  plan: (world: World) => readonly Delivery[] | undefined,
): BacktrackMove {
  return { name, deed, plan };
}

function to(actor: string, type: string, event: object = {}): Delivery {
  return { to: actor, event: { type, ...event } };
}

/** The next mini-transaction goes to every copy that is there, and to a write quorum at least. */
function write({ workload, replica }: BacktrackBounds): BacktrackMove {
  return move("client.writes", { does: "write" }, (world) => {
    const batch = nextBatch(clientIn(world), workload);
    if (batch === undefined) return undefined;
    const { epoch } = backtrackIn(world);
    const copies = present(world, THREE_COPIES)
      .filter((segment) => copyIn(world, segment).knows === epoch);
    if (!isWriteQuorum(copies)) return undefined;
    const { log, highest, now } = historyIn(world);
    const records = appended(log, highest + 1n, batch, now + 1);
    return [
      to("history", "write", { batch }),
      to("client", "write"),
      ...copies.map((segment) => to(segment, "store", { records })),
      ...replica ? [to("r1", "follow", { records })] : [],
    ];
  });
}

/** A page is read as of VDL. */
function serve(segment: SegmentId, page: PageId): BacktrackMove {
  return move(
    `${segment}.serves.${page}`,
    { does: "serve", segment, page, replica: false },
    (world) => served(world, segment),
  );
}

function fetched(page: PageId) {
  return (segment: SegmentId): BacktrackMove =>
    move(
      `r1.fetches.${page}.from.${segment}`,
      { does: "serve", segment, page, replica: true },
      (world) => {
        const lsn = pageAt(copyIn(world, segment), page, vdlOf(historyIn(world)));
        return [...served(world, segment), to("r1", "fetch", { page, lsn })];
      },
    );
}

function served(world: World, segment: SegmentId): Delivery[] {
  const { epoch } = backtrackIn(world);
  const { log } = historyIn(world);
  return [to("history", "read"), to(segment, "serve", { epoch, log })];
}

function look(page: PageId): BacktrackMove {
  return move(`r1.reads.${page}`, { does: "look", page }, () => [
    to("history", "read"),
    to("r1", "look", { page }),
  ]);
}

/** Any LSN may be asked for. */
function askAll({ workload }: BacktrackBounds): BacktrackMove[] {
  const records = workload.flat(2).length;
  return Array.from({ length: records + 1 }, (_, lsn) => {
    const target: Lsn = BigInt(lsn);
    return move(`volume.is.to.be.as.of.${lsn}`, { does: "ask" }, (world) => {
      const records = reachable(historyIn(world));
      return records.length === 0
        ? undefined
        : [to("history", "pause", { target }), to("backtrack", "ask", { target, records })];
    });
  });
}

/** Copies are told the epoch of a backtrack: all that are there, or some of them first. */
function fence(copies: readonly SegmentId[]): BacktrackMove {
  return move(`${nameOf(copies)}.fenced`, { does: "fence" }, (world) => {
    const { epoch } = backtrackIn(world);
    const unfenced = present(world, copies).filter((segment) =>
      copyIn(world, segment).epoch < epoch
    );
    return each(unfenced, (segment) => [
      to("backtrack", "fenced", { segment }),
      to(segment, "fence", { epoch }),
    ]);
  });
}

/** Copies that are fenced are told what is out of sight from now on. */
function tell(copies: readonly SegmentId[]): BacktrackMove {
  return move(`${nameOf(copies)}.told`, { does: "tell" }, (world) => {
    const { epoch, actual } = backtrackIn(world);
    const off = offAt(historyIn(world), actual);
    const fenced = present(world, copies).filter((segment) =>
      copyIn(world, segment).epoch === epoch
    );
    return each(fenced, (segment) => [
      to("backtrack", "told", { segment }),
      to(segment, "tell", { epoch, off }),
    ]);
  });
}

function each(
  copies: readonly SegmentId[],
  deliveries: (segment: SegmentId) => readonly Delivery[],
): readonly Delivery[] | undefined {
  return copies.length === 0 ? undefined : copies.flatMap(deliveries);
}

function nameOf(copies: readonly SegmentId[]): string {
  return copies.length === 1 ? `${copies[0]}.is` : "copies.are";
}

function present(world: World, copies: readonly SegmentId[]): SegmentId[] {
  return copies.filter((segment) => world.part(segment, isHere));
}

/** A copy that was away learns from one that was not, while the volume is in use. */
function learn(segment: SegmentId): BacktrackMove {
  return move(`${segment}.learns`, { does: "learn", segment }, (world) => {
    const { epoch } = backtrackIn(world);
    const { log } = historyIn(world);
    const peers = THREE_COPIES.map((peer) => copyIn(world, peer));
    const peer = peers.find((one) => one.knows === epoch && hasAll(one, log));
    return peer && [to("history", "read"), to(segment, "learn", { peer })];
  });
}

function reopen(): BacktrackMove {
  return move("volume.is.reopened", { does: "reopen" }, (world) => {
    const { actual } = backtrackIn(world);
    return [
      to("backtrack", "reopen"),
      to("history", "goTo", { actual, cutOff: underWay(clientIn(world)) }),
      to("client", "connect"),
    ];
  });
}

function collect(segment: SegmentId): BacktrackMove {
  return move(`${segment}.collects`, { does: "collect", segment }, (world) => {
    const history = historyIn(world);
    if (!isComplete(world, segment)) return undefined;
    return [
      to("history", "read"),
      to(segment, "collect", { floor: floorOf(history), vdl: vdlOf(history) }),
    ];
  });
}

function isComplete(world: World, segment: SegmentId): boolean {
  const copy = copyIn(world, segment);
  return copy.knows === backtrackIn(world).epoch && hasAll(copy, historyIn(world).log);
}

function absent(does: "leave" | "return"): BacktrackMove {
  const name = does === "leave" ? `${ABSENT}.leaves` : `${ABSENT}.is.back`;
  return move(name, { does, segment: ABSENT }, () => [to(ABSENT, does)]);
}

const isHere = (copy: LocalState): boolean => copy.matches("here");
