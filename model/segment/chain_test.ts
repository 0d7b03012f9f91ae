import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { brokenLink, completeUpto, type Link, missing } from "./chain.ts";
import { type Lsn, NO_LSN } from "../terms.ts";

/** A well-formed chain through these LSNs. */
function chained(lsns: readonly number[]): Link[] {
  return lsns.map((lsn, i) => ({ lsn: BigInt(lsn), prev: BigInt(lsns[i - 1] ?? 0) }));
}

const odd = chained([101, 103, 105, 107]);
const [r101, r103, r105, r107] = odd as [Link, Link, Link, Link];

/** A chain, and some of its records: shuffled, some of them twice. */
const chainAndHeld = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 10 })
  .map((lsns) => chained(lsns.toSorted((one, other) => one - other)))
  .chain((chain) =>
    fc.record({
      chain: fc.constant(chain),
      held: chain.length === 0
        ? fc.constant<Link[]>([])
        : fc.array(fc.constantFrom(...chain), { maxLength: 15 }),
    })
  );

const has = (held: readonly Link[], lsn: Lsn) => held.some((record) => record.lsn === lsn);

describe("completeUpto", () => {
  it("follows back-links: the LSNs of a group are not consecutive", () => {
    assertEquals(completeUpto(NO_LSN, odd), 107n);
  });

  it("is inclusive, and stops at the first missing record", () => {
    assertEquals(completeUpto(NO_LSN, [r101]), 101n);
    assertEquals(completeUpto(NO_LSN, [r101, r105, r107]), 101n);
    assertEquals(completeUpto(NO_LSN, [r103]), NO_LSN);
    assertEquals(completeUpto(NO_LSN, []), NO_LSN);
  });

  it("starts behind what is known to be complete", () => {
    assertEquals(completeUpto(103n, [r105, r107]), 107n);
    assertEquals(completeUpto(103n, [r101, r107]), 103n);
  });

  it("crosses a range that a recovery annulled, for the next record links to the survivor", () => {
    const next: Link = { lsn: 10_000_102n, prev: 101n };
    assertEquals(completeUpto(NO_LSN, [r101, next]), 10_000_102n);
  });

  it("ends even if a link points to itself or ahead", () => {
    assertEquals(completeUpto(NO_LSN, [{ lsn: 0n, prev: 0n }]), NO_LSN);
    assertEquals(completeUpto(7n, [{ lsn: 9n, prev: 7n }, { lsn: 7n, prev: 9n }]), 9n);
  });

  it("finds the last record up to which all are held, in any order and twice (property)", () => {
    fc.assert(
      fc.property(chainAndHeld, ({ chain, held }) => {
        const ends = chain.filter(({ lsn }) =>
          chain.every((record) => record.lsn > lsn || has(held, record.lsn))
        );
        assertEquals(completeUpto(NO_LSN, held), ends.at(-1)?.lsn ?? NO_LSN);
      }),
      { seed: 2018, numRuns: 1000 },
    );
  });
});

describe("missing", () => {
  it("names the record that a back-link tells of, and the last one held before it", () => {
    assertEquals(missing(NO_LSN, 107n, [r101, r107]), [{ above: 101n, upto: 105n }]);
    assertEquals(
      missing(NO_LSN, 107n, [r103, r107]),
      [{ above: 0n, upto: 101n }, { above: 103n, upto: 105n }],
    );
  });

  it("names the end that a peer has and the copy has not", () => {
    assertEquals(missing(101n, 107n, [r101, r103]), [{ above: 103n, upto: 107n }]);
    assertEquals(missing(101n, 107n, []), [{ above: 101n, upto: 107n }]);
  });

  it("looks at nothing below its start", () => {
    assertEquals(missing(103n, 107n, [r101, r107]), [{ above: 103n, upto: 105n }]);
  });

  it("is nothing for a complete chain, whatever is held above it", () => {
    assertEquals(missing(NO_LSN, 103n, [r107, r103, r101]), []);
    assertEquals(missing(107n, 107n, []), []);
  });

  it("covers just the records that are not held, and ends each gap on one (property)", () => {
    fc.assert(
      fc.property(chainAndHeld, ({ chain, held }) => {
        const gaps = missing(NO_LSN, chain.at(-1)?.lsn ?? NO_LSN, held);
        const absent = chain.map(({ lsn }) => lsn).filter((lsn) => !has(held, lsn));
        const covered = chain.map(({ lsn }) => lsn)
          .filter((lsn) => gaps.some(({ above, upto }) => above < lsn && lsn <= upto));
        assertEquals(covered, absent);
        assertEquals(gaps.every(({ upto }) => absent.includes(upto)), true);
        assertEquals(gaps.every(({ above }) => above === NO_LSN || has(held, above)), true);
      }),
      { seed: 2018, numRuns: 1000 },
    );
  });
});

describe("brokenLink", () => {
  it("is nothing for a well-formed chain, from its start or from its middle", () => {
    assertEquals(brokenLink(NO_LSN, odd), undefined);
    assertEquals(brokenLink(103n, [r105, r107]), undefined);
    assertEquals(brokenLink(NO_LSN, []), undefined);
  });

  it("is the first record that skips one, links too far back or does not advance", () => {
    assertEquals(brokenLink(NO_LSN, [r101, r105, r107]), r105);
    const far: Link = { lsn: 105n, prev: 101n };
    assertEquals(brokenLink(NO_LSN, [r101, r103, far, r107]), far);
    const still: Link = { lsn: 101n, prev: 101n };
    assertEquals(brokenLink(NO_LSN, [r101, still]), still);
  });

  it("finds any record taken out of a chain, unless it was the last (property)", () => {
    fc.assert(
      fc.property(chainAndHeld, fc.nat(), ({ chain }, n) => {
        fc.pre(chain.length > 1);
        const at = n % (chain.length - 1);
        assertEquals(brokenLink(NO_LSN, chain), undefined);
        assertEquals(brokenLink(NO_LSN, chain.toSpliced(at, 1)), chain[at + 1]);
      }),
      { seed: 2018, numRuns: 1000 },
    );
  });
});
