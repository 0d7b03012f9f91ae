import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { checkTrace } from "./check_trace.ts";
import { stepsOf, testTrace } from "./test_trace.ts";

const folder = new URL("../traces/", import.meta.url);

// A trace as a test: these two register tests of their own.
testTrace(new URL("conforming/first_commit.trace", folder), { name: "the first commit" });
testTrace(await Deno.readTextFile(new URL("conforming/two_groups_ordered_commit.trace", folder)), {
  name: "an ordered commit",
  only: ["C1", "L4"],
  strict: true,
});

describe("a trace that has a name of its own", () => {
  /** What a failing test of a trace prints. */
  const told = async (source: string) => {
    const test = await Deno.makeTempFile({ suffix: "_test.ts" });
    const library = new URL("./mod.ts", import.meta.url);
    const [only, name] = ['["C2"]', '"a name"'];
    await Deno.writeTextFile(
      test,
      `import { testTrace } from "${library}";\n` +
        `testTrace(${source}, { name: ${name}, only: ${only} });\n`,
    );
    const config = new URL("../deno.json", import.meta.url).pathname;
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["test", "--no-check", "--allow-read", "--config", config, test],
      env: { NO_COLOR: "1" },
    }).output();
    await Deno.remove(test);
    return new TextDecoder().decode(stdout);
  };
  const broken = new URL("violating/c2_ack_leaves_no_lower_record_behind.trace", folder);

  it("is still told by its file, so that it can be judged again", async () => {
    const out = await told(`new URL("${broken}")`);
    assertStringIncludes(out, "a name ... C2 ack-leaves-no-lower-record-behind");
    assertStringIncludes(out, `Again     deno task check ${broken.pathname} --only C2`);
  });

  it("is not told to be judged again where it is a text", async () => {
    const out = await told(JSON.stringify(await Deno.readTextFile(broken)));
    assertStringIncludes(out, "VIOLATED  C2");
    assertEquals(out.includes("Again"), false);
  });
});

describe("stepsOf", () => {
  const steps = async (name: string, options = {}) => {
    const text = await Deno.readTextFile(new URL(name, folder));
    const { files: [file] } = await checkTrace(text, options);
    return stepsOf(file!, options);
  };

  it("gives each claim a step that says how often it was kept", async () => {
    const [step] = await steps("conforming/first_commit.trace", { only: ["L5"] });
    assertEquals(step!.name, "L5 vdl-is-a-cpl-at-or-below-vcl: 2 obligations");
    assertEquals(step!.ignore, false);
    step!.fn();
  });

  it("ignores a claim that the trace cannot show, and says why", async () => {
    const found = await steps("conforming/first_commit.trace", { only: ["L5", "G1"] });
    const [, step] = found;
    assertEquals(step!.ignore, true);
    assertStringIncludes(step!.name, "unjudged, the trace does not show collect");
  });

  it("fails a claim that the trace cannot show, if asked to be strict", async () => {
    const options = { only: ["L5", "G1"], strict: true };
    const [, step] = await steps("conforming/first_commit.trace", options);
    assertEquals(step!.ignore, false);
    assertThrows(step!.fn, Error, "unjudged: the trace does not show collect");
  });

  it("fails a violated claim with the whole argument", async () => {
    const options = { only: ["C2"] };
    const name = "violating/c2_ack_leaves_no_lower_record_behind.trace";
    const [step] = await steps(name, options);
    const { message } = assertThrows(step!.fn, Error, "VIOLATED  C2");
    assertStringIncludes(message, "contradiction");
  });

  it("refuses a trace that cannot be read and one that shows nothing", async () => {
    const unreadable = await checkTrace("heal\n");
    assertThrows(() => stepsOf(unreadable.files[0]!), Error, "trace:1:1");
    const empty = await checkTrace("trace version=1 clock=order\n");
    assertThrows(() => stepsOf(empty.files[0]!), Error, "nothing in trace can be judged");
  });
});
