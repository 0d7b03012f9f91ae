import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { inflated } from "./gzip.ts";
import { BadGzip, joined } from "./members.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const textBytes = (text: string): Bytes => new TextEncoder().encode(text);

async function gzipped(bytes: Bytes): Promise<Bytes> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** What comes out, if the bytes come in pieces of this size. */
async function read(bytes: Bytes, size = bytes.length): Promise<Bytes> {
  const count = Math.ceil(bytes.length / Math.max(1, size));
  const chunks = Array.from({ length: count }, (_, i) => bytes.slice(i * size, (i + 1) * size));
  return joined(await Array.fromAsync(inflated(ReadableStream.from(chunks))));
}

/** Noise that no packing makes smaller, so that it stands in gzip as it is. */
function noise(length: number, seed: number): Bytes {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

describe("gzip of several members", () => {
  it("is unpacked as one, however the bytes come (property)", async () => {
    const texts = fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 50 }), async (texts, size) => {
        const parts = texts.map(textBytes);
        const packed = joined(await Promise.all(parts.map(gzipped)));
        assertEquals(await read(packed, size), joined(parts));
        assertEquals(await read(packed), joined(parts));
      }),
      { seed: 2018, numRuns: 60 },
    );
  });

  it("is unpacked where the data holds the beginning of a member, or a whole one", async () => {
    const inner = await gzipped(textBytes("a trace in a trace"));
    const hard = joined([noise(3000, 7), inner, noise(50, 8), inner.slice(0, 4), noise(70_000, 9)]);
    const packed = joined([await gzipped(hard), await gzipped(inner)]);
    for (const size of [1, 2, 3, 5, 1000, 65_536, packed.length]) {
      assertEquals(await read(packed, size), joined([hard, inner]), `pieces of ${size}`);
    }
  });

  it("is unpacked where a member is long", async () => {
    const long = textBytes("store seg=a1 lsn=12345 by=a1\n".repeat(100_000));
    const packed = joined([await gzipped(long), await gzipped(textBytes("end\n"))]);
    assertEquals((await read(packed, 777)).length, long.length + 4);
  });

  it("is refused where one is cut or damaged, wherever that is (property)", async () => {
    const [one, two] = [await gzipped(noise(300, 1)), await gzipped(textBytes("vdl lsn=1\n"))];
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: one.length - 1 }), fc.integer({ min: 1, max: 99 }), async (
        at,
        size,
      ) => {
        if (at < 2) return;
        await assertRejects(() => read(joined([one.slice(0, at), two]), size), BadGzip);
        const damaged = one.slice();
        damaged[at]! ^= 0x55;
        // The time and the system in the header do not matter.
        if (at < 4 || at > 9) {
          await assertRejects(() => read(joined([damaged, two]), size), BadGzip);
        }
      }),
      { seed: 2018, numRuns: 100 },
    );
  });

  it("is refused where other bytes follow a member", async () => {
    const one = await gzipped(textBytes("vdl lsn=1\n"));
    for (const tail of [[0], [0x1f], [0x1f, 0x8b, 0x08, 0], [...textBytes("vdl lsn=2\n")]]) {
      await assertRejects(() => read(joined([one, Uint8Array.from(tail)])), BadGzip);
    }
  });
});
