import { describe, it } from "@std/testing/bdd";
import { assertEquals } from "@std/assert";
import { textWidth } from "./measure.ts";

describe("textWidth", () => {
  it("adds up the advance widths of Helvetica", () => {
    assertEquals(textWidth("Will", 1000), 944 + 222 + 222 + 222);
    assertEquals(textWidth("Will", 1000, true), 944 + 278 + 278 + 278);
  });
  it("grows with the font size", () => {
    assertEquals(textWidth("a 1", 10), (556 + 278 + 556) / 100);
  });
  it("takes a character that it does not know for a wide one", () => {
    assertEquals(textWidth("↻", 12), 12);
  });
});
