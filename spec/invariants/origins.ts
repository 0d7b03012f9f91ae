/**
 * Where a copy cannot have a record from: the arguments of L11.
 *
 * @module
 */
import type { Lsn, PgId, SegmentId } from "../../model/terms.ts";
import type { Violation } from "../invariant.ts";

/** Stored while down. */
export function aCopyThatIsDown(seg: SegmentId, lsn: Lsn): Violation {
  return {
    why: `${seg} stores LSN ${lsn} while it is down`,
    given: [`${seg} crashed on an earlier line, and no line since says that it restarted`],
    so: ["a node that crashed does nothing until it restarts", `${seg} does: a contradiction`],
    field: "seg",
  };
}

/** Stored from the memory that a crash took. */
export function lostMemory(seg: SegmentId, lsn: Lsn): Violation {
  return {
    why: `${seg} stores LSN ${lsn}, which a crash took from its memory`,
    given: [
      `LSN ${lsn} was in the incoming queue of ${seg} when ${seg} crashed`,
      `${seg} has not received LSN ${lsn} again since`,
    ],
    so: [
      "the incoming queue is in memory, and a crash takes all of it",
      `${seg} has LSN ${lsn} from nowhere: a contradiction`,
    ],
    field: "lsn",
  };
}

/** Stored before it was written. */
export function beforeItsWrite(seg: SegmentId, lsn: Lsn): Violation {
  return {
    why: `LSN ${lsn} is written after ${seg} stored it`,
    given: [`LSN ${lsn} is durable on ${seg} since an earlier line`],
    so: [
      "a copy has its records from the writer, or from a peer that has them from there",
      `LSN ${lsn} did not exist when ${seg} stored it: a contradiction`,
    ],
    field: "lsn",
  };
}

/** Stored though no record has this LSN. */
export function nobody(seg: SegmentId, lsn: Lsn, highest: Lsn): Violation {
  return {
    why: `${seg} stores LSN ${lsn}, which was not written`,
    given: [
      lsn > highest
        ? `the highest LSN that was allocated is ${highest}`
        : `no record of the volume has LSN ${lsn}`,
    ],
    so: [
      "a copy has its records from the writer, or from a peer that has them from there",
      `${seg} has LSN ${lsn} from nowhere: a contradiction`,
    ],
    field: "lsn",
  };
}

/** Stored on a copy of another group. */
export function anotherGroup(seg: SegmentId, lsn: Lsn, home: PgId, pg: PgId): Violation {
  return {
    why: `${seg}, a copy of group ${home}, stores LSN ${lsn}, a record of group ${pg}`,
    given: [`LSN ${lsn} is a record of group ${pg}`, `${seg} is a copy of group ${home}`],
    so: [
      "a record goes to the copies of the group that owns its block, and to no other",
      `LSN ${lsn} is on a copy of ${home}, whose chain has no place for it: a contradiction`,
    ],
    field: "lsn",
  };
}

/** Fetched from itself. */
export function itself(seg: SegmentId, lsn: Lsn): Violation {
  return {
    why: `${seg} fetches LSN ${lsn} from itself`,
    given: [`${seg} lacks LSN ${lsn}, or it would not fetch it`],
    so: [`the peer that it is fetched from holds LSN ${lsn}`, `it is ${seg}: a contradiction`],
    field: "from",
  };
}

/** Fetched from a copy of another group. */
export function stranger(seg: SegmentId, lsn: Lsn, peer: SegmentId, home: PgId): Violation {
  return {
    why: `${seg} fetches LSN ${lsn} from ${peer}, which is no copy of its group`,
    given: [`${seg} is a copy of group ${home}`, `${peer} is a copy of another group`],
    so: [
      "a copy fetches what it lacks from a peer, a copy of the same group",
      `${peer} has none of the records of ${home}: a contradiction`,
    ],
    field: "from",
  };
}

/** Fetched from a peer that never had it. */
export function peerWithoutIt(seg: SegmentId, lsn: Lsn, peer: SegmentId): Violation {
  return {
    why: `${seg} fetches LSN ${lsn} from ${peer}, which has never held it`,
    given: [
      `LSN ${lsn} was never stored on ${peer}, nor fetched from a peer, nor covered by its SCL`,
    ],
    so: [
      `${peer} can send only what it has`,
      `${seg} has LSN ${lsn} from nowhere: a contradiction`,
    ],
    field: "from",
  };
}
