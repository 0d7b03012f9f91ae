import { describe, it } from "@std/testing/bdd";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { setup } from "xstate";
import { arbitraryMachine } from "./_arbitrary_machine.ts";
import { statesIn } from "./chart.ts";
import { chartOf } from "./chart_of.ts";
import { awkward, copier } from "./_example_machines.ts";
import { toSvg } from "./svg.ts";
import { escaped } from "./svg_text.ts";

describe("toSvg", () => {
  it("is well-formed XML with numbers in it, for any machine", async () => {
    const wellFormed = fc.asyncProperty(arbitraryMachine(), async (machine) => {
      const svg = await toSvg(chartOf(machine));
      readXml(svg);
      assertEquals(svg.match(/NaN|undefined|null|Infinity|\[object/), null);
    });
    await fc.assert(wellFormed, { seed: 21, numRuns: 20 });
  });

  it("gives the same bytes every time", async () => {
    assertEquals(await toSvg(chartOf(copier)), await toSvg(chartOf(copier)));
  });

  it("shows every state, event, guard and action", async () => {
    const { root } = chartOf(copier);
    const shown = textOf(await toSvg(chartOf(copier)));
    for (const { key, kind, transitions, entry, exit } of statesIn(root)) {
      const words = transitions.flatMap((
        { event, guard = "", actions },
      ) => [event, guard, ...actions]);
      const names = kind === "history" ? ["H"] : [key];
      for (const word of [...names, ...words, ...entry, ...exit]) {
        assert(shown.includes(word), word);
      }
    }
  });

  it("names the state of every group, for a page that lights states up", async () => {
    const svg = await toSvg(chartOf(copier));
    const ids = [...svg.matchAll(/data-state="([^"]*)"/g)].map(([, id]) => id!);
    assertEquals(ids, statesIn(chartOf(copier).root).map(({ id }) => id));
  });

  it("gives a final state two borders", async () => {
    const svg = await toSvg(chartOf(copier));
    const borders = (id: string) =>
      svg.match(new RegExp(`data-state="${id}">(.*)</g>`))![1]!.match(/<rect /g)!.length;
    assertEquals([borders("copier.copied"), borders("copier.idle")], [2, 1]);
  });

  it("lists ignored events in the box, and draws no arrow for them", async () => {
    const svg = await toSvg(chartOf(copier));
    assert(textOf(svg).includes("ignores block, pause"));
    const from = [...svg.matchAll(/data-from="copier.idle" data-event="([^"]*)"/g)];
    assertEquals(from.map(([, events]) => events), ["start"]);
  });

  it("escapes what XML would read as its own", async () => {
    const svg = await toSvg(chartOf(awkward));
    readXml(svg);
    assert(svg.includes("[a&lt;b]") && svg.includes("awkward &amp; odd"));
    assertEquals(escaped('<a b="c">&\u0001'), "&lt;a b=&quot;c&quot;&gt;&amp;\ufffd");
  });

  it("stands alone: no script, no link, no style of the page around it", async () => {
    const svg = await toSvg(chartOf(copier));
    assertEquals(svg.match(/<script|href|url\(|@import|<image/), null);
    const rules = svg.match(/<style>([^<]*)/)![1]!.matchAll(/([^{}@]+)\{[a-z]/g);
    for (const [, selectors] of rules) {
      for (const one of selectors!.split(",")) assert(one.trim().startsWith(".chart"), one);
    }
  });

  it("draws a machine without states as its box", async () => {
    const machine = setup({ actions: { count: () => {} } })
      .createMachine({ id: "counter", on: { add: { actions: "count" }, stop: {} } });
    const svg = await toSvg(chartOf(machine));
    readXml(svg);
    assert(textOf(svg).includes("add / count") && textOf(svg).includes("ignores stop"));
  });
});

describe("readXml", () => {
  for (const bad of ["<a><b></a></b>", "<a>", "<a b=c/>", "<a>&</a>", "<a><</a>", "<a/><b/>"]) {
    it(`refuses ${bad}`, () => void assertThrows(() => readXml(bad), SyntaxError));
  }
});

function textOf(svg: string): string {
  return svg.replace(/<style>[^]*?<\/style>|<\/?tspan[^>]*>/g, "").replace(/<[^>]*>/g, "\n");
}

/** Reads elements, attributes and text, and throws where they are not well formed. */
function readXml(text: string): void {
  const open: string[] = [];
  const fail = (what: string) => {
    throw new SyntaxError(`${what} within ${open.join(" ")}`);
  };
  let elements = 0;
  const part = /<(\/?)(\w+)((?: [\w:-]+="[^"<]*")*)(\/?)>|([^<]+)|</g;
  for (const [whole, close, name, attributes = "", empty, characters] of text.matchAll(part)) {
    if (/&(?!(?:amp|lt|gt|quot);)/.test(attributes + (characters ?? ""))) {
      fail(`bare & in ${whole}`);
    }
    if (characters !== undefined) continue;
    if (name === undefined) fail("a stray <");
    else if (close) open.pop() === name || fail(`</${name}> closes another element`);
    else if (open.length === 0 && elements > 0) fail("a second root");
    else if (!empty) open.push(name);
    elements++;
  }
  if (open.length > 0) fail("the end");
}
