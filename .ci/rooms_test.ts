/** The import law holds in every file, and refuses what it must refuse. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import laws from "./laws/mod.ts";
import { rooms } from "./laws/rooms.ts";
import { sources } from "./sources.ts";

const law: Deno.lint.Plugin = { ...laws, rules: { rooms } };

function complaints(path: string, text: string): string[] {
  return Deno.lint.runPlugin(law, path, text).map(({ message }) => message);
}

/** File, its text, and what the law says of it. */
const refused: readonly (readonly [string, string, string])[] = [
  ["model/z.ts", `import { x } from "../spec/view.ts";`, "model/ comes before spec/"],
  ["model/z.ts", `import type { X } from "../spec/view.ts";`, "model/ comes before spec/"],
  ["model/z.ts", `type X = import("../spec/view.ts").X;`, "model/ comes before spec/"],
  ["model/z.ts", `await import("../spec/view.ts");`, "model/ comes before spec/"],
  ["model/z.ts", `export { x } from "../traces/mod.ts";`, "model/ comes before traces/"],
  ["traces/z.ts", `export * from "../spec/mod.ts";`, "traces/ comes before spec/"],
  ["spec/invariants/z.ts", `import "../../conformance/cli.ts";`, "spec/ comes before conformance/"],
  [
    "model/explore/z.ts",
    `new Worker(new URL("../../spec/w.ts", import.meta.url));`,
    "model/ comes before spec/",
  ],
  ["model/z.ts", "await import(name);", "an import must be written out to be judged"],
  ["model/z.ts", `import { x } from "ohm-js";`, "model/ does without ohm-js"],
  ["model/z.ts", `import { x } from "node:fs";`, "model/ does without node:fs"],
  ["model/z.ts", `import { x } from "fast-check";`, "model/ does without fast-check"],
  ["traces/z_test.ts", `import { x } from "node:fs";`, "traces/ does without node:fs"],
  ["model/z.ts", `import x from "npm:left-pad@1";`, "name npm:left-pad@1 in deno.json"],
  [
    "bench/z.ts",
    `import x from "https://x.example/y.ts";`,
    "name https://x.example/y.ts in deno.json",
  ],
  [
    "model/z.ts",
    `import { x } from "../bench/y.ts";`,
    "model/ imports bench/y.ts, which is in no room",
  ],
  ["spec/z.ts", `import { x } from "./_toys.ts";`, "spec/_toys.ts is for tests only"],
  [
    "model/explore/z.ts",
    `import { x } from "../writer.ts";`,
    "model/explore/ does without model/writer.ts",
  ],
];

const accepted: readonly (readonly [string, string])[] = [
  ["model/z.ts", `import { x } from "xstate"; import { y } from "./terms.ts";`],
  ["model/explore/z.ts", `import { x } from "../step.ts";`],
  ["model/z_test.ts", `import { x } from "fast-check"; import { y } from "./_toys.ts";`],
  ["traces/z.ts", `import { x } from "ohm-js"; import g from "./trace.ohm" with { type: "text" };`],
  ["spec/z.ts", `import { x } from "../model/mod.ts"; import { y } from "../traces/mod.ts";`],
  ["conformance/z.ts", `import { x } from "../spec/mod.ts"; import y from "pg"; import "node:fs";`],
  ["conformance/z.ts", `const top = new URL("../", import.meta.url);`],
  ["model/z.ts", `const says = 'import { x } from "../spec/view.ts"';`],
];

describe("the import law", () => {
  for (const [path, text, why] of refused) {
    it(`refuses in ${path}: ${text}`, () => assertEquals(complaints(path, text), [why]));
  }
  for (const [path, text] of accepted) {
    it(`accepts in ${path}: ${text}`, () => assertEquals(complaints(path, text), []));
  }
  it("holds in every file", () => {
    const files = sources().filter(({ path }) => path.endsWith(".ts"));
    const wrong = files.flatMap(({ path, text }) =>
      complaints(path, text).map((why) => `${path}: ${why}`)
    );
    assertEquals(wrong, []);
  });
});
