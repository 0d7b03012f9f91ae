import { assertEquals, assertThrows } from "@std/assert";
import type { WalLayout } from "./wal_position.ts";
import { WalStore } from "./wal_store.ts";

/** Segments of 64 bytes, so that a test crosses them. */
const TINY: WalLayout = { page: 32n, segment: 64n };
const BASE = 128n;
const FILES = ["000000010000000000000002", "000000010000000000000003"];

const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => i);

async function inFolder(test: (folder: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a store starts at its base and ends where its bytes do", () =>
  inFolder((folder) => {
    const store = new WalStore(folder, BASE, TINY);
    assertEquals(store.end, BASE);
    store.write(bytes(10));
    assertEquals(store.end, BASE + 10n);
    store.close();
  }));

Deno.test("bytes go on in the next segment file, without a gap", () =>
  inFolder((folder) => {
    const store = new WalStore(folder, BASE, TINY);
    store.write(bytes(100));
    store.close();
    const [first, second] = FILES.map((name) => Deno.readFileSync(`${folder}/${name}`));
    assertEquals([...first!, ...second!], [...bytes(100)]);
    assertEquals(first!.length, 64);
  }));

Deno.test("a store that is opened again goes on where its files end", () =>
  inFolder((folder) => {
    const store = new WalStore(folder, BASE, TINY);
    store.write(bytes(100));
    store.close();
    const again = new WalStore(folder, BASE, TINY);
    assertEquals(again.end, BASE + 100n);
    again.write(bytes(28));
    assertEquals(again.end, BASE + 128n);
    again.close();
    const full = new WalStore(folder, BASE, TINY);
    assertEquals(full.end, BASE + 128n);
    full.close();
  }));

Deno.test("a base inside a segment is refused", () =>
  inFolder((folder) => {
    assertThrows(() => new WalStore(folder, BASE + 1n, TINY), RangeError, "starts no segment");
  }));
