import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { isKind, locate, type Located, type TraceEvent } from "../traces/mod.ts";
import { KINDS } from "../traces/fields.ts";
import { invariants, Judging, type Verdict } from "./mod.ts";
import type { Invariant } from "./invariant.ts";

/** The verdicts of all claims on a trace, and who was violated on which line first. */
function judged(events: readonly Located[]): { verdicts: Verdict[]; lines: Map<string, number> } {
  const judging = new Judging(invariants);
  for (const { event, line } of events) judging.take(event, line);
  const lines = new Map(judging.violations.map(({ claim, line }) => [claim.code, line]));
  return { verdicts: judging.finish(), lines };
}

function verdictOn({ code }: Invariant, events: readonly Located[]): Verdict {
  return judged(events).verdicts.find(({ claim }) => claim.code === code)!;
}

/** The trace as a recorder would have written it that cannot see these kinds. */
function blindTo(kinds: readonly string[], events: readonly Located[]): Located[] {
  return events.filter(({ event }) => !kinds.includes(event.kind)).map((located) => {
    const { event } = located;
    if (event.kind !== "sees") return located;
    const seen = event.kinds.filter((kind) => !kinds.includes(kind));
    const sees: TraceEvent = { ...event, kinds: seen.length > 0 ? seen : ["scrub"] };
    return { ...located, event: sees };
  });
}

const duplicates = (names: readonly string[]) =>
  names.filter((name, i) => names.indexOf(name) !== i);

describe("the catalogue", () => {
  it("names each claim once, by id and by code", () => {
    assertEquals(duplicates(invariants.map(({ id }) => id)), []);
    assertEquals(duplicates(invariants.map(({ code }) => code)), []);
    assertEquals(invariants.length, 81);
  });

  it("says each claim in one positive sentence with a source", () => {
    for (const { code, id, says, source } of invariants) {
      assert(/^[A-Z].*[^.]\.$/.test(says) && !says.includes(". "), `${code}: ${says}`);
      assert(/S1[78] §|User Guide \(/.test(source), `${code}: ${source}`);
      assert(/^[a-z]+(-[a-z]+)*$/.test(id), id);
    }
  });

  it("speaks of all that can be told, but for the setting and for what befalls nodes", () => {
    const spoken = new Set<string>(invariants.flatMap(({ on, needs }) => [...on, ...needs.flat()]));
    assertEquals(KINDS.filter((kind) => !spoken.has(kind)), [
      ...["trace", "sees", "setting", "backtrack-window"],
      ...["restart", "freeze", "thaw", "az-down", "az-up", "partition", "heal", "disk-loss"],
    ]);
  });

  it("needs and listens to kinds of the vocabulary only", () => {
    for (const { on, needs } of invariants) {
      for (const kind of [...on, ...needs.flat()]) assert(isKind(kind), kind);
    }
  });
});

for (const claim of invariants) {
  const { code, id, holds, breaks, needs } = claim;
  describe(`${code} ${id}`, () => {
    it("is met by its holding trace, which violates nothing", () => {
      const { verdicts, lines } = judged(locate(holds));
      assertEquals([...lines], []);
      const verdict = verdicts.find((verdict) => verdict.claim === claim)!;
      assertEquals(verdict.verdict, "holds", verdict.unjudged);
      assert(verdict.obligations > 0);
    });

    it("is violated by its breaking trace on the last line, before any other claim", () => {
      const events = locate(breaks);
      const last = events.at(-1)!.line;
      const { lines } = judged(events);
      assertEquals(lines.get(code), last);
      assertEquals([...lines].filter(([, line]) => line < last), []);
    });

    it("tells its violation as an argument that ends in a contradiction", () => {
      const { found } = verdictOn(claim, locate(breaks));
      const { why, given, so, field } = found!.violation;
      assert(why.length > 0 && !why.endsWith("."), why);
      assert(given.length > 0 && so.length > 0);
      assert(so.at(-1)!.endsWith(": a contradiction"), so.at(-1));
      if (field !== undefined) assert(field in found!.event, field);
    });

    it("is unjudged where the trace cannot show what it needs", () => {
      for (const kinds of needs) {
        const verdict = verdictOn(claim, blindTo(kinds, locate(breaks)));
        assertEquals(verdict.verdict, "unjudged");
        assertEquals(verdict.unjudged, `the trace does not show ${kinds.join(" or ")}`);
      }
    });
  });
}
