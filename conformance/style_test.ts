import { assertEquals } from "@std/assert";
import { counted, style, thousands, wrap } from "./style.ts";

Deno.test("thousands separates every three digits, and nothing else", () => {
  assertEquals(
    [0, 7, 999, 1000, 12345, 123456, 1234567].map(thousands),
    ["0", "7", "999", "1,000", "12,345", "123,456", "1,234,567"],
  );
  assertEquals(thousands(2n ** 64n - 1n), "18,446,744,073,709,551,615");
});

Deno.test("counted says one thing or many things", () => {
  assertEquals(
    [counted(1, "event"), counted(0, "event"), counted(1200, "event")],
    ["1 event", "0 events", "1,200 events"],
  );
});

Deno.test("wrap breaks between words, and leaves a long word whole", () => {
  assertEquals(wrap("a commit waits", 8), ["a commit", "waits"]);
  assertEquals(wrap("unbreakable word", 4), ["unbreakable", "word"]);
});

Deno.test("style without colour writes no escape, with colour it does", () => {
  assertEquals(style(false).bad("violated"), "violated");
  assertEquals(style(true).good("holds"), "\x1b[32mholds\x1b[39m");
});
