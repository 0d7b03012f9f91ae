import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

type Request = EventOf<"receive"> | EventOf<"store"> | EventOf<"gossip"> | EventOf<"read">;

/** Nobody waits for a lease of the old writer: the copies refuse it. */
export const newerEpochsFenceOlderOnes: Invariant = claim({
  id: "newer-epochs-fence-older-ones",
  code: "R3",
  says:
    "A copy that has installed a volume epoch receives, stores and fetches nothing any more on a " +
    "request of an older one, answers no read of one, and sends nothing to a peer on one.",
  source: "S18 §2.4",
  needs: [["volume-epoch"], ["receive", "store", "gossip", "read", "fence"]],
  on: ["receive", "store", "gossip", "read", "fence"],
  hearsStale: true,
  holds: shows(
    "volume-epoch,store,fence",
    SIX_COPIES,
    "store seg=b1 lsn=1 vepoch=1",
    "volume-epoch vepoch=2 seg=a1",
    "fence seg=a1 vepoch=1 lsn=1",
    "store seg=b1 lsn=2 vepoch=1  # nobody has told b1 of epoch 2 yet",
    "store seg=a1 lsn=3 vepoch=2",
  ),
  breaks: shows(
    "volume-epoch,store",
    SIX_COPIES,
    "volume-epoch vepoch=2 seg=a1",
    "store seg=a1 lsn=1 vepoch=1",
  ),
  check(view, event) {
    if (event.kind === "fence") return installed(view, event.seg) > event.vepoch ? 1 : 0;
    const { seg, vepoch } = event;
    if (seg === undefined || vepoch === undefined) return 0;
    const copies = event.kind === "gossip" ? [seg, event.from] : [seg];
    const fencing = copies.find((copy) => installed(view, copy) > vepoch);
    if (fencing !== undefined) return taken(view, event, fencing, vepoch);
    return copies.some((copy) => installed(view, copy) > 0) ? 1 : 0;
  },
});

/** The volume epoch that a copy is known to have installed; 0 where none is known. */
function installed({ points }: View, copy: string): number {
  return points.epoch(`volume on ${copy}`);
}

function taken(view: View, event: Request, copy: string, vepoch: number): Finding {
  const epoch = installed(view, copy);
  return {
    why: `${doing(event)} on a request of volume epoch ${vepoch}, after ${copy} installed ${epoch}`,
    given: [
      `${copy} has installed volume epoch ${epoch}`,
      `the request is of volume epoch ${vepoch}`,
    ],
    so: [
      `a copy of epoch ${epoch} refuses what was sent with an older one`,
      `the writer of epoch ${vepoch} gets through to ${copy} all the same: a contradiction`,
    ],
    field: "vepoch",
  };
}

function doing(event: Request): string {
  const { kind, seg, lsn } = event;
  if (kind === "gossip") return `${seg} fetches LSN ${lsn} from ${event.from}`;
  return kind === "read" ? `${seg} answers with page ${event.page}` : `${seg} ${kind}s LSN ${lsn}`;
}
