import { describe, it } from "@std/testing/bdd";
import { assertEquals } from "@std/assert";
import { setup } from "xstate";
import { chartOf } from "./chart_of.ts";
import { awkward, copier } from "./_example_machines.ts";
import { toMermaid } from "./mermaid.ts";

describe("toMermaid", () => {
  it("nests states, marks starts and ends, splits arrows, and lists what stays inside", () => {
    assertEquals(toMermaid(chartOf(copier)), COPIER);
  });
  it("escapes what Mermaid would read as its own, and keeps names apart", () => {
    assertEquals(toMermaid(chartOf(awkward)), AWKWARD);
  });
  it("ends an arrow to a state around its source where that state starts", () => {
    const machine = setup({}).createMachine({
      id: "m",
      initial: "outer",
      states: {
        outer: {
          initial: "first",
          states: { first: {}, second: { on: { reset: "#m.outer" } } },
        },
      },
    });
    const arrows = toMermaid(chartOf(machine)).split("\n").filter((line) => line.includes("reset"));
    assertEquals(arrows, ["  outer_second --> outer_first : reset"]);
  });
});

const COPIER = `---
title: copier
---
stateDiagram-v2
  [*] --> idle
  state "all of copier" as all
  all : ignores hello
  state "idle" as idle
  idle : ignores block, pause
  state "copying" as copying {
    [*] --> copying_reading
    state "all of copying" as copying_all
    copying_all : entry / open
    copying_all : exit / close
    copying_all : ask / tell(to#58; owner)
    state "reading" as copying_reading
    copying_reading : block / keep, count
    copying_reading : again (enters again)
    state "writing" as copying_writing
    state "last (H)" as copying_last
  }
  state "paused" as paused
  state "checking" as checking {
    state "sums" as checking_sums {
      [*] --> checking_sums_adding
      state "adding" as checking_sums_adding
      state "added" as checking_sums_added
      checking_sums_added --> [*]
    }
    --
    state "space" as checking_space {
      [*] --> checking_space_measuring
      state "measuring" as checking_space_measuring
      state "measured" as checking_space_measured
      checking_space_measured --> [*]
    }
  }
  state "stopped" as stopped
  state "copied" as copied
  copied : entry / count
  copied --> [*]
  all --> stopped : stop<br/>/ close
  idle --> copying : start [hasRoom]<br/>/ open, count
  copying --> paused : pause
  copying_reading --> copying_writing : block [isLast and not isPaused]<br/>/ keep
  copying_writing --> checking : written
  copying_last --> copying_reading
  paused --> copying_last : resume
  checking --> copied : done<br/>/ tell(to#58; owner)
  checking_sums_adding --> checking_sums_added : sum
  checking_space_measuring --> checking_space_measured : always [hasRoom]
  state split <<fork>>
  stopped --> split : check
  split --> checking_sums_adding
  split --> checking_space_measured
`;

const AWKWARD = `---
title: "awkward & odd"
---
stateDiagram-v2
  [*] --> end_2
  state "end" as end_2
  state "a-b" as a_b
  state "a_b" as a_b_2
  end_2 --> a_b : x#58;y [a#lt;b]<br/>/ say #quot;hi#quot;#59; #35;1
  a_b --> a_b_2 : *
  a_b --> end_2 : back<br/>/ (inline)
  a_b_2 --> end_2 : always [(inline)]
`;
