/**
 * What was known when a claim was first broken, and what the event made of it.
 *
 * @module
 */
import type { Invariant, TraceEvent, View } from "../spec/mod.ts";
import { changesFrom, type Fact, factsAbout } from "./changes.ts";
import type { Change } from "./report.ts";

/** The event that broke a claim first. */
export interface Scene {
  /** Its line. */
  readonly line: number;
  /** What it changed. */
  readonly changed: readonly Change[];
}

interface Broken {
  readonly claim: Invariant;
  readonly view: View;
  readonly event: TraceEvent;
  readonly before: readonly Fact[];
}

/** Follows claims while they are asked, and keeps the scene of the first violation of each. */
export class Scenes {
  /** The same claims, followed: a judge must ask these. */
  readonly claims: readonly Invariant[];
  readonly #scenes = new Map<string, Scene>();
  #broken: Broken[] = [];

  /** Follows these claims. */
  constructor(claims: readonly Invariant[]) {
    this.claims = claims.map((claim) => this.#followed(claim));
  }

  /** Did the event that was judged last break a claim for the first time? */
  get isOpen(): boolean {
    return this.#broken.length > 0;
  }

  /** Closes the scenes of the event on this line, now that it is applied. */
  close(line: number): void {
    for (const { claim, view, event, before } of this.#broken) {
      this.#scenes.set(claim.code, { line, changed: changesFrom(before, factsAbout(view, event)) });
    }
    this.#broken = [];
  }

  /** The scene of the first violation of a claim. */
  of({ code }: Invariant): Scene | undefined {
    return this.#scenes.get(code);
  }

  #followed(claim: Invariant): Invariant {
    return {
      ...claim,
      check: (view, event) => {
        const finding = claim.check(view, event);
        if (typeof finding !== "number" && !this.#scenes.has(claim.code)) {
          this.#broken.push({ claim, view, event, before: factsAbout(view, event) });
        }
        return finding;
      },
    };
  }
}
