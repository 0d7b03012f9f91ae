import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Random } from "./random.ts";

/** The same generator a second time, in whole numbers of any size. */
function plainly(seed: bigint, count: number): number[] {
  const cut = (n: bigint) => n & 0xffff_ffffn;
  let [a, b, c, counter] = [0n, cut(seed), seed >> 32n, 1n];
  const all = Array.from({ length: count + 12 }, () => {
    const sum = cut(a + b + counter++);
    a = b ^ (b >> 9n);
    b = cut(c + (c << 3n));
    c = cut(cut(c << 21n) + (c >> 11n) + sum);
    return Number(sum);
  });
  return all.slice(12);
}

function take(seed: number, count: number): number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.next());
}

describe("Random", () => {
  it("is sfc32 for every seed", () => {
    for (const seed of [0, 1, 42, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1]) {
      assertEquals(take(seed, 100), plainly(BigInt(seed), 100));
    }
  });

  it("differs from seed to seed, also where only the upper half differs", () => {
    const starts = [0, 1, 2, 2 ** 32, 2 ** 33].map((seed) => take(seed, 4).join());
    assertEquals(new Set(starts).size, starts.length);
    assertNotEquals(take(7, 1), take(7, 2).slice(1));
  });

  it("spreads evenly: no tenth has more than 5 standard deviations too many or too few", () => {
    const [count, tenths] = [100_000, new Array(10).fill(0)];
    const random = new Random(20268);
    for (let i = 0; i < count; i++) tenths[Math.floor(random.fraction() * 10)]++;
    const deviation = Math.sqrt(count * 0.1 * 0.9);
    for (const tenth of tenths) assert(Math.abs(tenth - count / 10) < 5 * deviation, `${tenths}`);
  });

  for (const seed of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
    it(`refuses the seed ${seed}`, () => {
      assertThrows(() => new Random(seed), RangeError);
    });
  }
});
