import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { capturedIo } from "./io.ts";
import { line } from "./line.ts";
import { searching, searchText } from "./searching.ts";

describe("the line of a search", () => {
  const progress = { states: 5000, frontier: 1000, edges: 9000, depth: 3, bytes: 1_234_567 };

  it("says how much time is left where the growth of the levels slows down", () => {
    // Growth 8, 4, 2, so next 1, 1/2, 1/4...: 2,000 more, then 1,000, 250, 31, 2.
    const levels = [250, 1000, 2000];
    assertEquals(
      searchText("small", { ...progress, levels: [31, 250, 1000, 2000] }, 2),
      "small  5,000 states  1,000 to go  depth 3  2,000 states/s  2 MB  about 1 s left",
    );
    assertEquals(
      searchText("small", { ...progress, levels }, 2),
      "small  5,000 states  1,000 to go  depth 3  2,000 states/s  2 MB",
    );
  });

  it("counts what is left in seconds, minutes or hours", () => {
    // 3,281 million states are known, and 3,283 million follow: 82,056 s at 80,000 a second.
    const left = (seconds: number) =>
      /about (.*) left/.exec(
        searchText("s", { ...progress, levels: [31.25e6, 250e6, 1000e6, 2000e6] }, seconds),
      )?.[1];
    assertEquals([left(0.05), left(2), left(0.0001)], ["23 h", "912 h", "3 min"]);
  });

  it("is silent where nobody looks", () => {
    const { io, written } = capturedIo();
    const { show, done } = searching(io, "small");
    show({ ...progress, levels: [1] });
    done();
    assertEquals(written.err, "");
  });
});

describe("a line", () => {
  it("is drawn five times a second at most, fits the terminal, and is cleared", () => {
    const { io, written } = capturedIo({ terminal: true, columns: 10 });
    let now = 0;
    const { show, done } = line(io, () => now);
    const at = (time: number, text: string) => {
      now = time;
      show(() => text);
    };
    at(100, "too early");
    at(200, "one, and much longer");
    at(300, "too early");
    at(450, "two");
    done();
    assertEquals(written.err, `\rone, and \rtwo      \r   \r`);
  });
});
