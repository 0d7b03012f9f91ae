import { assertEquals } from "@std/assert";
import {
  endOf,
  segmentName,
  segmentStart,
  startAfter,
  startAfterSwitch,
  type WalLayout,
} from "./wal_position.ts";

const MIB: WalLayout = { page: 8192n, segment: 1n << 20n };

Deno.test("a record ends behind its padding to eight bytes", () => {
  assertEquals(endOf(0x800270n, 34n, MIB), 0x800298n);
  assertEquals(endOf(0x800318n, 64n, MIB), 0x800358n);
});

Deno.test("a record that fills its page ends at the border, and the next starts behind a header", () => {
  assertEquals(endOf(0xa11d18n, 740n, MIB), 0xa12000n);
  assertEquals(startAfter(0xa12000n, MIB), 0xa12018n);
});

Deno.test("a record that goes on in the next segment leaves room for its long header", () => {
  assertEquals(endOf(0xaffd20n, 1085n, MIB), 0xb00188n);
});

Deno.test("a record over several pages leaves room for the header of each", () => {
  const page = MIB.page - 24n;
  assertEquals(endOf(0x2018n, 3n * page, MIB), 0x8000n);
  assertEquals(endOf(0x2018n, 3n * page + 1n, MIB), 0x8000n + 24n + 8n);
});

Deno.test("a record that ends inside a page is followed at once", () => {
  assertEquals(startAfter(0x800298n, MIB), 0x800298n);
});

Deno.test("a segment switch is followed by the next segment, even from its very end", () => {
  assertEquals(startAfterSwitch(0x800640n, MIB), 0x900028n);
  assertEquals(startAfterSwitch(0x900000n, MIB), 0x900028n);
});

Deno.test("segments start at multiples of their size and are named as PostgreSQL names them", () => {
  assertEquals(segmentStart(0x7cb200n, MIB), 0x700000n);
  assertEquals(segmentName(0x7cb200n, 1, MIB), "000000010000000000000007");
  const usual: WalLayout = { page: 8192n, segment: 16n << 20n };
  assertEquals(segmentName((2n << 32n) + 0x1ff0000n, 3, usual), "000000030000000200000001");
});
