/**
 * What becomes of a block on disk, as it is seen.
 *
 * @module
 */
import type { BlockDeed } from "../../model/deeds.ts";
import { segmentIn } from "../../model/network/network.ts";
import type { TraceEvent } from "../../traces/event.ts";
import type { Step } from "./step.ts";

/** A block is damaged, checked or repaired. */
export function blockShown({ after }: Step, deed: BlockDeed): TraceEvent {
  const { segment: seg, page } = deed;
  if (deed.does === "damage") return { kind: "damage", seg, page };
  if (deed.does === "repair") {
    return { kind: "scrub", seg, page, result: "repaired", from: deed.from };
  }
  const isBad = segmentIn(after, seg).suspected.includes(page);
  return { kind: "scrub", seg, page, result: isBad ? "bad" : "ok" };
}
