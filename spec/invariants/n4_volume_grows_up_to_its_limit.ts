import type { Finding, Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, TWO_GROUPS } from "./fixtures.ts";

const [P1, P2] = TWO_GROUPS.split("\n") as [string, string];

/** A client that is refused must know that the volume is full, and that nothing else is wrong. */
export const volumeGrowsUpToItsLimit: Invariant = claim({
  id: "volume-grows-up-to-its-limit",
  code: "N4",
  says:
    "A volume has no more groups than its limit says, and is out of space only when it has them.",
  source: "S17 §2.2, User Guide (Size limits; AuroraVolumeBytesLeftTotal)",
  needs: [["size-limit"], ["group"]],
  on: ["group", "out-of-space"],
  holds: shows("geometry-epoch,out-of-space", "size-limit groups=2", P1, P2, "out-of-space"),
  breaks: shows("geometry-epoch,out-of-space", "size-limit groups=2", P1, "out-of-space"),
  check({ config, geometry }, event): Finding {
    const { limit } = geometry;
    if (limit === undefined) return 0;
    if (event.kind === "out-of-space") return config.size >= limit ? 1 : early(config.size, limit);
    const isNew = config.group(event.pg) === undefined;
    if (!isNew || config.size < limit) return isNew ? 1 : 0;
    return {
      why: `Group ${event.pg} is added to a volume that is full`,
      given: [`the volume may have ${limit} groups`, `it has ${config.size} already`],
      so: [`with ${event.pg} it has more than it may have: a contradiction`],
      field: "pg",
    };
  },
});

function early(size: number, limit: number): Finding {
  return {
    why: `The volume is out of space with ${size} of ${limit} groups`,
    given: [`the volume may have ${limit} groups`, `it has ${size}`],
    so: ["there is room for one more", "whoever asks for it is refused: a contradiction"],
  };
}
