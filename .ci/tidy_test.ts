/** Style as code: each law holds in every file, and refuses what it must refuse. */
import { assertEquals, assertNotEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import laws from "./laws/mod.ts";
import { textLaws } from "./laws/text.ts";
import { type Source, sources } from "./sources.ts";

/** What each law must refuse and accept: a path and a text. `~` splits words the laws look for. */
const planted: Record<string, { refuses: [string, string][]; accepts: [string, string][] }> = {
  isShort: {
    refuses: [["model/z.ts", "x\n".repeat(251)], ["model/z_test.ts", "x\n".repeat(301)]],
    accepts: [["model/z.ts", "x\n".repeat(250)], ["traces/z.trace", "x\n".repeat(999)]],
  },
  isSnakeCase: {
    refuses: [["model/twoGroups.ts", ""], ["traces/az-lost.trace", ""], ["Notes.md", ""]],
    accepts: [["model/two_groups_test.ts", ""], ["model/README.md", ""], [".ci/run", ""]],
  },
  saysWhyItIsLeft: {
    refuses: [["model/z.ts", "// TO~DO later"], ["README.md", "FIX~ME"]],
    accepts: [["model/z.ts", "// TO~DO: needs the membership epoch"]],
  },
  hasNoDeadCode: {
    refuses: [
      ["model/z.ts", "// const scl = 3;"],
      ["model/z.ts", "  // advance(view);"],
      ["model/z.ts", "  // if (scl > 3) {"],
      ["model/z.ts", "// scl = 4;"],
      ["model/z.ts", "// }"],
    ],
    accepts: [["model/z.ts", "// if a copy is late, wait; then ask (it may know)."]],
  },
  namesNoMachine: {
    refuses: [["README.md", "see /ho~me/kim/traces"], ["model/z.ts", `"/Us~ers/kim"`]],
    accepts: [["README.md", "PostgreSQL lives in /usr/lib/postgresql"]],
  },
  namesNoRegistry: {
    refuses: [["deno.lock", "https://regis~try.npmjs.org/x"], ["README.md", "on js~r.io"]],
    accepts: [["deno.json", "jsr:@std/assert"], ["README.md", "the npm registry"]],
  },
  tellsNoStory: {
    refuses: [["model/z.ts", "// see iss~ue #7"], ["README.md", "as iss~ue 12 asks"]],
    accepts: [["README.md", "commits that the writer issues, 12 of them"]],
  },
  usesTheWords: {
    refuses: [["model/z.ts", "const seq~No = 1n;"]],
    accepts: [["model/z.ts", "const lsn = 1n;"]],
  },
  asserts: {
    refuses: [["model/z_test.ts", "Deno.test('it', () => {});"]],
    accepts: [["model/z_test.ts", "ass~ertEquals(1, 1);"], ["model/z.ts", "export const x = 1;"]],
  },
  purity: {
    refuses: [
      ["model/z.ts", "const now = Date.now();"],
      ["model/z.ts", "const at: Date = given;"],
      ["traces/z.ts", "const x = Math.random();"],
      ["spec/z.ts", "setTimeout(() => {}, 1);"],
      ["spec/z.ts", "console.log(1);"],
      ["model/z.ts", "const now = process.hrtime();"],
      ["spec/z.ts", "Deno.readTextFileSync(name);"],
      ["spec/z.ts", "const { now } = performance;"],
      ["spec/z.ts", "const world = { crypto };"],
      ["spec/z_test.ts", "const id = crypto.randomUUID();"],
    ],
    accepts: [
      ["model/z.ts", "// Date and Math.random are for other rooms\nconst x = 'Date';"],
      ["model/z.ts", "const x = { fetch: 1 }; const y = x.fetch; const { a } = process;"],
      ["model/z.ts", "interface Clock { readonly performance: number }"],
      ["spec/z_test.ts", "Deno.test('it', () => {});"],
      ["conformance/z.ts", "const now = Date.now();"],
    ],
  },
  stepping: {
    refuses: [
      ["model/writer.ts", `import { setup, transition } from "xstate";`],
      ["spec/z.ts", `import { initialTransition as first } from "xstate";`],
      ["conformance/z.ts", `import { createActor } from "xstate";`],
      ["model/step.ts", `import { initialTransition } from "xstate";`],
      ["model/explore/walk.ts", `import * as xstate from "xstate";`],
    ],
    accepts: [
      ["model/writer.ts", `import { and, type AnyStateMachine, assign, setup } from "xstate";`],
      ["model/z.ts", `import type { StateMachine } from "xstate";`],
      ["model/explore/inert.ts", `import { initialTransition } from "xstate";`],
      ["model/explore/replay.ts", `import { initialTransition, transition } from "xstate";`],
      ["model/z_test.ts", `import { transition } from "xstate";`],
      ["model/_play.ts", `import { transition } from "xstate";`],
      ["bench/z.ts", `import { createActor } from "xstate";`],
    ],
  },
  "named-rules": {
    refuses: [
      ["model/z.ts", "setup({}).createMachine({ on: { A: { guard: () => true } } });"],
      ["model/z.ts", "createMachine({ entry: [() => {}] });"],
      ["model/z.ts", "createMachine({ entry: assign({ scl: 1 }) });"],
      [
        "model/z.ts",
        "createMachine({ states: { a: { on: { A: { actions: function () {} } } } } });",
      ],
      ["model/z.ts", "createMachine({ after: { 1000: 'late' } });"],
    ],
    accepts: [
      ["model/z.ts", "setup({ guards: { isNew: () => true } }).createMachine({});"],
      ["model/z.ts", "createMachine({ entry: { type: 'send', params: ({ event }) => event } });"],
      ["model/z.ts", "createMachine({ context: ({ input }) => ({ scl: input }) });"],
      [
        "model/z.ts",
        "createMachine({ entry: names.map((to) => ({ type: 'send', params: { to } })) });",
      ],
      ["model/z.ts", "createMachine({ context: { after: 0n } });"],
      ["model/z.ts", "createMachine({ on: { A: { guard: 'isNew', actions: ['keep'] } } });"],
      ["model/z_test.ts", "createMachine({ entry: () => {} });"],
    ],
  },
};

function complaints(law: string, { path, text }: Source): string[] {
  const textLaw = textLaws[law];
  if (textLaw !== undefined) return textLaw(path, text);
  if (!path.endsWith(".ts")) return [];
  const rule = laws.rules[law];
  if (rule === undefined) throw new Error(`no law ${law}`);
  return Deno.lint.runPlugin({ name: laws.name, rules: { [law]: rule } }, path, text)
    .map(({ message }) => message);
}

const whole = sources();
const plain = (text: string) => text.replace(/(?<=\w)~(?=\w)/g, "");

for (const [law, { refuses, accepts }] of Object.entries(planted)) {
  describe(law, () => {
    for (const [path, text] of refuses) {
      it(`refuses in ${path}: ${text.slice(0, 50)}`, () => {
        assertNotEquals(complaints(law, { path, text: plain(text) }), []);
      });
    }
    for (const [path, text] of accepts) {
      it(`accepts in ${path}: ${text.slice(0, 50)}`, () => {
        assertEquals(complaints(law, { path, text: plain(text) }), []);
      });
    }
    it("holds in every file", () => {
      const wrong = whole.flatMap((file) =>
        complaints(law, file).map((why) => `${file.path}: ${why}`)
      );
      assertEquals(wrong, []);
    });
  });
}

Deno.test("every law is tried on planted texts", () => {
  const known = [...Object.keys(textLaws), ...Object.keys(laws.rules)];
  assertEquals(Object.keys(planted).sort(), known.filter((law) => law !== "rooms").sort());
});
