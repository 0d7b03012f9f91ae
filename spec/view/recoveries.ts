/**
 * What recoveries did: the LSNs that they annulled, and the VDL that history goes on from.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Annulled, RecoveryFacts } from "./facts.ts";

/** The recoveries of a volume. An LSN that one of them annulled is dead for ever. */
export class Recoveries {
  /** The annulled LSNs, lowest first; no LSN is in two of them. */
  readonly #annulled: Annulled[];
  /** Volume epoch of the last recovery; 0 where none was seen. */
  vepoch: number;
  /** What the last recovery left, of what is still in force; `NO_LSN` where none was seen. */
  vdl: Lsn;
  /** Did a writer open the volume since? True where no recovery was seen. */
  isOpen: boolean;
  /** The highest VDL that somebody relied on before the last recovery. */
  exposed: Lsn;

  /** The recoveries that these facts tell. */
  constructor({ annulled, vepoch, vdl, isOpen, exposed }: RecoveryFacts) {
    this.#annulled = [...annulled];
    this.vepoch = vepoch;
    this.vdl = vdl;
    this.isOpen = isOpen;
    this.exposed = exposed;
  }

  /** Was an LSN annulled? By which recovery, and with which others. */
  annulling(lsn: Lsn): Annulled | undefined {
    if (lsn > this.end) return undefined;
    let [low, high] = [0, this.#annulled.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#annulled[middle]!.to < lsn) low = middle + 1;
      else high = middle;
    }
    const found = this.#annulled[low];
    return found !== undefined && lsn > found.from ? found : undefined;
  }

  /** The last LSN that was annulled; `NO_LSN` where none was. */
  get end(): Lsn {
    return this.#annulled.at(-1)?.to ?? NO_LSN;
  }

  /** Was there a recovery of this volume epoch? */
  has(vepoch: number): boolean {
    return vepoch === this.vepoch || this.#annulled.some((range) => range.vepoch === vepoch);
  }

  /** A recovery came to its end; `exposed` is the highest VDL that somebody relied on before. */
  take(
    { vepoch, vdl, from, to }: Omit<EventOf<"recovery">, "kind" | "responders" | "vcl">,
    exposed: Lsn,
  ): void {
    this.vepoch = vepoch;
    this.vdl = vdl;
    this.isOpen = false;
    this.exposed = exposed;
    this.#annul({ from, to, vepoch });
  }

  /** A backtrack went back to a point: nobody may rely on what was above it. */
  rewind(to: Lsn): void {
    if (this.vdl > to) this.vdl = to;
    if (this.exposed > to) this.exposed = to;
  }

  /** They as plain facts. */
  facts(): RecoveryFacts {
    const { vepoch, vdl, isOpen, exposed } = this;
    return { annulled: [...this.#annulled], vepoch, vdl, isOpen, exposed };
  }

  /** What was annulled before stays with the recovery that did it. */
  #annul({ from, to, vepoch }: Annulled): void {
    let at = from;
    const fresh: Annulled[] = [];
    for (const range of this.#annulled) {
      if (range.to <= at) continue;
      if (range.from >= to) break;
      if (range.from > at) fresh.push({ from: at, to: range.from, vepoch });
      at = range.to;
    }
    if (at < to) fresh.push({ from: at, to, vepoch });
    this.#annulled.push(...fresh);
    this.#annulled.sort((one, other) => one.from < other.from ? -1 : 1);
  }
}
