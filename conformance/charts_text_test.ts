import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { unexercised } from "../model/unexercised.ts";
import { verify } from "../spec/verify.ts";
import { chartLines, chartsTogether } from "./charts_text.ts";
import { style } from "./style.ts";

const plain = style(false);

describe("charts in words", () => {
  it("give the size of each, and what was never done by its event", () => {
    assertEquals(
      chartLines([
        { machine: "lamp", reached: ["off"], unreached: [], taken: ["off --go--> off"], never: [] },
        {
          machine: "door",
          reached: ["shut"],
          unreached: ["open"],
          taken: [],
          never: ["shut --turn [isFree]--> open", "open --turn--> shut", "open --always--> shut"],
        },
      ]),
      [
        "lamp 1/1 states, 1/1 transitions",
        "door 1/2 states, 0/3 transitions; never open, turn, always",
      ],
    );
  });

  it("of several scopes name in full what none of them did, with the reason where there is one", () => {
    const runs = [verify("tiny"), verify("long-mtr")];
    const lines = chartsTogether(runs, plain).split("\n");
    assertEquals(lines.slice(0, 6), [
      "Charts, these scopes together",
      "  volume 2/2 states, 1/2 transitions",
      "    never  available --raiseEpoch--> available",
      "  writer 2/3 states, 3/9 transitions",
      "    never  deposed",
      "    never  open --open [isRecovered]--> open",
    ]);
    const [{ part, why }] = unexercised as [typeof unexercised[number]];
    const told = lines.map((line) => line.trim()).join(" ");
    assertEquals(told.includes(`never  ${part}: ${why}`), true);
  });

  it("say nothing of one scope, of a mistake, or of a search that was stopped", () => {
    const [tiny, stopped] = [verify("tiny"), verify("tiny", { maxStates: 20 })];
    assertEquals(chartsTogether([tiny], plain), "");
    assertEquals(chartsTogether([tiny, stopped], plain), "");
  });
});
