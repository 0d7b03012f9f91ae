import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";
import { isFullPeer } from "./peers.ts";

/** A copy that hands on a damaged block makes two of it. */
export const damagedBlocksAreFoundAndNotUsed: Invariant = claim({
  id: "damaged-blocks-are-found-and-not-used",
  code: "S1",
  says:
    "A scrub finds no block in order that is damaged, and until a damaged block is repaired, from " +
    "a good block of a full peer, it is no answer to a read and no source of a repair.",
  source: "S17 §2.2, §3.3 (step 8); S18 §2.1; User Guide (Aurora storage reliability)",
  needs: [["scrub", "damage"]],
  on: ["scrub", "read"],
  holds: shows(
    "damage,scrub",
    THREE_COPIES,
    "damage seg=a1 page=7",
    "scrub seg=a1 page=7 result=bad",
    "scrub seg=a1 page=7 result=repaired from=b1",
    "scrub seg=a1 page=7 result=ok",
  ),
  breaks: shows(
    "write,scrub",
    "scrub seg=a1 page=7 result=bad",
    "scrub seg=b1 page=7 result=repaired from=a1",
  ),
  check: (view, event) => event.kind === "read" ? answered(view, event) : scrubbed(view, event),
});

function answered(view: View, { page, seg }: EventOf<"read">): Finding {
  if (seg === undefined || !view.copy(seg).damaged.has(page)) return 0;
  return {
    why: `${seg} answers with page ${page}, which is damaged there`,
    given: [isDamaged(seg, page)],
    so: [
      "a checksum is looked at before a block is used",
      "this one does not fit, and the block is used all the same: a contradiction",
    ],
    field: "seg",
  };
}

function scrubbed(view: View, { seg, page, result, from }: EventOf<"scrub">): Finding {
  const isKnown = view.copy(seg).damaged.has(page);
  if (result === "bad") return isKnown ? 1 : 0;
  if (result === "ok") return isKnown ? overlooked(seg, page) : 0;
  if (from === undefined) return 0;
  if (view.copy(from).damaged.has(page)) return copied(seg, page, from);
  return isFullPeer(view, seg, from) ? 1 : noSource(seg, page, from);
}

function isDamaged(seg: string, page: string): string {
  return `page ${page} is damaged on ${seg}, and was not repaired since`;
}

function overlooked(seg: string, page: string): Violation {
  return {
    why: `${seg} finds page ${page} in order, which is damaged`,
    given: [isDamaged(seg, page)],
    so: ["the checksum of a damaged block does not fit", "it is said to fit: a contradiction"],
    field: "result",
  };
}

function copied(seg: string, page: string, from: string): Violation {
  return {
    why: `${seg} repairs page ${page} from ${from}, where it is damaged`,
    given: [isDamaged(from, page)],
    so: [
      "a copy of a damaged block is damaged",
      `page ${page} on ${seg} is said to be repaired with one: a contradiction`,
    ],
    field: "from",
  };
}

function noSource(seg: string, page: string, from: string): Violation {
  return {
    why:
      `${seg} repairs page ${page} from ${from}, which is no full segment of its group beside it`,
    given: [`${from} is a tail segment, of another group, or ${seg} itself`],
    so: [
      `the good block of page ${page} is on the full peers of ${seg}`,
      `${from} has none: a contradiction`,
    ],
    field: "from",
  };
}
