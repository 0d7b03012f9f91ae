/**
 * Asking every invariant about every event of a trace, and what came of it. Pure: who reads the
 * trace and who prints the verdicts is not known here.
 *
 * @module
 */
import type { EventKind, TraceEvent } from "../traces/event.ts";
import type { Invariant, Needs, Violation } from "./invariant.ts";
import { nothing } from "./view/facts.ts";
import { View } from "./view.ts";

/** The first violation of a claim. */
export interface Found {
  /** The claim. */
  readonly claim: Invariant;
  /** The line of the event that violates it. */
  readonly line: number;
  /** That event. */
  readonly event: TraceEvent;
  /** Why. */
  readonly violation: Violation;
}

/** What a trace says of one claim. */
export interface Verdict {
  /** The claim. */
  readonly claim: Invariant;
  /** `unjudged`: the trace cannot show it, or never put it to the test. */
  readonly verdict: "holds" | "violated" | "unjudged";
  /** How many obligations arose and were met. */
  readonly obligations: number;
  /** How many events violated it. */
  readonly violations: number;
  /** The first of them. */
  readonly found?: Found;
  /** Why it is unjudged. */
  readonly unjudged?: string;
  /** What it needs and the trace does not show; absent where the trace shows all of it. */
  readonly lacks?: Needs;
}

/** Invariants asked of a trace, event by event. Memory does not grow with the trace. */
export class Judging {
  readonly #claims: readonly Invariant[];
  readonly #met: number[];
  readonly #broken: number[];
  readonly #found: (Found | undefined)[];
  readonly #views = new Map<string, View>();
  readonly #header: TraceEvent[] = [];
  readonly #shown = new Set<string>();
  #declared: Set<string> | undefined;
  #asked: Map<string, number[]>;
  #view: View;

  /** Judges by these claims, from an empty view or from one that is given. */
  constructor(claims: readonly Invariant[], view: View = new View()) {
    this.#claims = claims;
    this.#met = claims.map(() => 0);
    this.#broken = claims.map(() => 0);
    this.#found = claims.map(() => undefined);
    this.#view = view;
    this.#asked = this.#byKind();
  }

  /** The view of all that was seen: of the events that name no volume. */
  get view(): View {
    return this.#view;
  }

  /** Takes the next event. Asks first, and makes it true then. */
  take(event: TraceEvent, line: number): void {
    const volume = event.volume ?? this.#sourceOf(event);
    if (volume !== undefined) this.#takeIn(this.viewOf(volume), event, line);
    else {
      this.#takeIn(this.#view, event, line);
      if (OF_ALL.has(event.kind)) {
        for (const view of this.#views.values()) this.#takeIn(view, event, line);
      }
    }
    if (!this.#shown.has(event.kind)) this.#shown.add(event.kind);
    if (HEADER.has(event.kind)) this.#takeHeader(event);
  }

  /** The view of one volume of several. */
  viewOf(volume: string): View {
    let view = this.#views.get(volume);
    if (view === undefined) {
      const { families } = this.#view;
      const source = {
        ...nothing,
        faults: () => this.#view.faults.facts(),
        volumes: () => this.#view.volumes,
      };
      view = new View(source, { families });
      for (const event of this.#header) view.apply(event);
      for (const node of this.#view.faults.crashed) view.copy(node).crash();
      this.#views.set(volume, view);
    }
    return view;
  }

  /** The first violation of each claim that the trace can show so far, in the order of lines. */
  get violations(): readonly Found[] {
    return this.#found
      .filter((found) => found !== undefined && this.#missing(found.claim).length === 0)
      .sort((one, other) => one!.line - other!.line) as Found[];
  }

  /** How many obligations of each claim arose and were met, in the order of the claims. */
  get counts(): readonly number[] {
    return this.#met;
  }

  /** The verdicts, in the order of the claims. */
  finish(): Verdict[] {
    return this.#claims.map((claim, index) => this.#verdict(claim, index));
  }

  /** The volume that a restore is made of, if events name it, too: the others are of that without a name. */
  #sourceOf(event: TraceEvent): string | undefined {
    return event.kind === "restore" && this.#views.has(event.of) ? event.of : undefined;
  }

  #takeIn(view: View, event: TraceEvent, line: number): void {
    const asked = this.#asked.get(event.kind);
    if (asked !== undefined) { for (const index of asked) this.#ask(index, view, event, line); }
    view.apply(event);
  }

  #ask(index: number, view: View, event: TraceEvent, line: number): void {
    const claim = this.#claims[index]!;
    const finding = claim.check(view, event);
    if (typeof finding === "number") {
      this.#met[index]! += finding;
      return;
    }
    this.#broken[index]!++;
    this.#found[index] ??= { claim, line, event, violation: finding };
  }

  #takeHeader(event: TraceEvent): void {
    if (event.volume === undefined) this.#header.push(event);
    if (event.kind !== "sees") return;
    this.#declared = new Set([...this.#declared ?? [], ...event.kinds]);
    this.#asked = this.#byKind();
  }

  /** Claims that the declared kinds cannot show are not asked at all. */
  #byKind(): Map<string, number[]> {
    const lists = new Map<string, number[]>();
    this.#claims.forEach(({ on, needs }, index) => {
      const hopeless = this.#declared !== undefined &&
        needs.some((kinds) => !kinds.some((kind) => UNDECLARED.has(kind) || this.#shows(kind)));
      if (hopeless) return;
      for (const kind of on) lists.set(kind, [...lists.get(kind) ?? [], index]);
    });
    return lists;
  }

  #shows(kind: EventKind): boolean {
    if (this.#declared === undefined || UNDECLARED.has(kind)) return this.#shown.has(kind);
    return this.#declared.has(kind);
  }

  /** What the claim needs and the trace does not show. */
  #missing({ needs }: Invariant): Needs {
    return needs.filter((kinds) => !kinds.some((kind) => this.#shows(kind)));
  }

  /** A kind that comes all the same, though it is not declared, is not said to be absent. */
  #whyUnseen(missing: readonly EventKind[]): string {
    const came = missing.filter((kind) => this.#shown.has(kind));
    return came.length === 0
      ? `the trace does not show ${missing.join(" or ")}`
      : `the trace does not declare ${came.join(" or ")} in its sees line`;
  }

  #verdict(claim: Invariant, index: number): Verdict {
    const base = { claim, obligations: this.#met[index]!, violations: this.#broken[index]! };
    const lacks = this.#missing(claim);
    const [first] = lacks;
    if (first !== undefined) {
      const unjudged = this.#whyUnseen(first);
      return { claim, obligations: 0, violations: 0, verdict: "unjudged", unjudged, lacks };
    }
    const found = this.#found[index];
    if (found !== undefined) return { ...base, verdict: "violated", found };
    if (base.obligations > 0) return { ...base, verdict: "holds" };
    return { ...base, verdict: "unjudged", unjudged: whyIdle(claim, this.#shown) };
  }
}

/** Kinds of the header, and what need not be declared to mean something. */
const HEADER: ReadonlySet<string> = new Set<EventKind>(["trace", "sees", "setting"]);
/** Kinds that are about every volume where they name none: nodes and AZs may serve several. */
const OF_ALL: ReadonlySet<string> = new Set<EventKind>([
  ...["crash", "restart", "freeze", "thaw"] as const,
  ...["az-down", "az-up", "partition", "heal", "end"] as const,
]);
const UNDECLARED: ReadonlySet<string> = new Set<EventKind>([
  "group",
  "lal",
  "instance",
  "size-limit",
  "clone-limit",
  "backtrack-window",
  "cluster",
  "end",
]);

function whyIdle({ on }: Invariant, shown: ReadonlySet<string>): string {
  const came = on.filter((kind) => shown.has(kind));
  return came.length === 0
    ? `the trace has no ${on.join(" or ")}`
    : `no ${came.join(" or ")} of the trace put it to the test`;
}
