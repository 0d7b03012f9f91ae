/**
 * Judging a trace that was merged by wall clocks. Its lines are one order of what happened, and the
 * clocks of two nodes are no proof of it: a claim is violated only by an event that breaks it in
 * every order that is tried, all of which each node and every message allow.
 *
 * @module
 */
import type { TraceEvent } from "../../traces/event.ts";
import type { Invariant } from "../invariant.ts";
import { Judging, type Verdict } from "../judging.ts";
import { Late, type Manner } from "./late.ts";
import { Merge, type Take } from "./merge.ts";

/** So many lines are looked at around an event. */
export const REACH = 8192;

/** Orders that are tried besides that of the lines. */
export const OTHER_ORDERS = ["forgiving", "demanding", "late", "waiting", "close"] as const;

/** What breaks a claim in one order only. */
interface Doubt {
  /** The line of the first such event. */
  readonly line: number;
  /** How many there are. */
  count: number;
}

/** Judges in other orders, ahead of the one who judges in the order of the lines. */
export class Orders {
  /** The claims for the order of the lines: broken only by what breaks them in the others, too. */
  readonly claims: readonly Invariant[];
  readonly #merges: readonly Pick<Merge, "push" | "flush">[];
  readonly #broken: readonly WeakMap<TraceEvent, Set<string>>[];
  readonly #lines = new WeakMap<TraceEvent, number>();
  readonly #doubts = new Map<string, Doubt>();
  readonly #reach: number;

  /** Asks these claims. */
  constructor(claims: readonly Invariant[], reach = REACH) {
    this.#reach = reach;
    this.#broken = OTHER_ORDERS.map(() => new WeakMap());
    this.#merges = OTHER_ORDERS.map((order, i) => {
      const judging = new Judging(claims.map((claim) => noting(claim, this.#broken[i]!)));
      const take: Take = (event, line) => judging.take(event, line);
      return order === "forgiving" || order === "demanding"
        ? new Merge(order, reach, take)
        : late(reach, take, order);
    });
    this.claims = claims.map((claim) => this.#doubted(claim));
  }

  /** Takes the next line, in the order of the lines. */
  take(event: TraceEvent, line: number): void {
    this.#lines.set(event, line);
    for (const merge of this.#merges) merge.push(event, line);
  }

  /** The last line that was taken before this one and is judged in every order. */
  doneAt(line: number): number {
    return line - this.#reach;
  }

  /** No more lines come. */
  end(): void {
    for (const merge of this.#merges) merge.flush();
  }

  /** The verdict in the order of the lines, unless only that order speaks against the claim. */
  verdict(verdict: Verdict): Verdict {
    const doubt = this.#doubts.get(verdict.claim.code);
    const { claim, lacks } = verdict;
    if (doubt === undefined || lacks !== undefined || verdict.verdict === "violated") {
      return verdict;
    }
    const unjudged = reason(doubt);
    return { claim, verdict: "unjudged", obligations: 0, violations: 0, unjudged };
  }

  #doubted(claim: Invariant): Invariant {
    return {
      ...claim,
      check: (view, event) => {
        const finding = claim.check(view, event);
        if (typeof finding === "number") return finding;
        if (this.#broken.every((broken) => broken.get(event)?.has(claim.code))) return finding;
        const doubt = this.#doubts.get(claim.code);
        if (doubt !== undefined) doubt.count++;
        else this.#doubts.set(claim.code, { line: this.#lines.get(event)!, count: 1 });
        return 0;
      },
    };
  }
}

/** Two that change the order one after the other; together they hold no line back for longer. */
function late(reach: number, take: Take, manner: Manner): Pick<Merge, "push" | "flush"> {
  const leaning = manner === "waiting" ? "forgiving" : "late";
  const merge = new Merge(leaning, Math.floor(reach / 2), take);
  const pass: Take = (event, line) => merge.push(event, line);
  const first = new Late(Math.floor(reach / 8), pass, manner);
  return {
    push: (event, line) => first.push(event, line),
    flush() {
      first.flush();
      merge.flush();
    },
  };
}

function noting(claim: Invariant, broken: WeakMap<TraceEvent, Set<string>>): Invariant {
  return {
    ...claim,
    check(view, event) {
      const finding = claim.check(view, event);
      if (typeof finding === "number") return finding;
      const codes = broken.get(event);
      if (codes === undefined) broken.set(event, new Set([claim.code]));
      else codes.add(claim.code);
      return finding;
    },
  };
}

function reason({ line, count }: Doubt): string {
  const more = count > 1 ? ` (and ${count - 1} more)` : "";
  return `line ${line}${more} breaks it only if the clocks of different nodes agree`;
}
