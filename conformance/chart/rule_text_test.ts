import { describe, it } from "@std/testing/bdd";
import { assertEquals } from "@std/assert";
import { and, assign, emit, log, not, or, raise, sendTo, stateIn } from "xstate";
import { actionText, eventText, guardText } from "./rule_text.ts";

describe("guardText", () => {
  it("names a rule with its fixed parameters", () => {
    assertEquals(guardText("isNew"), "isNew");
    assertEquals(guardText({ type: "isAbove", params: { lsn: 7n } }), "isAbove(lsn: 7)");
    assertEquals(guardText({ type: "isAbove", params: () => ({}) }), "isAbove");
  });
  it("joins conditions, with brackets where they are needed", () => {
    assertEquals(guardText(and(["a", not("b")])), "a and not b");
    assertEquals(guardText(and(["a", or(["b", "c"])])), "a and (b or c)");
    assertEquals(guardText(not(and(["a", "b"]))), "not (a and b)");
    assertEquals(guardText(or(["a"])), "a");
  });
  it("tells the state that a guard asks for", () => {
    assertEquals(guardText(stateIn("#m.open")), "in #m.open");
    assertEquals(guardText(stateIn({ open: "idle" })), "in {open: idle}");
  });
  it("has no name for an inline function", () => {
    assertEquals(guardText(() => true), "(inline)");
  });
});

describe("actionText", () => {
  it("names a rule with its fixed parameters", () => {
    assertEquals(actionText("keep"), "keep");
    assertEquals(
      actionText({ type: "send", params: { to: ["a1", "a2"], what: { lsn: 3n } } }),
      "send(to: [a1, a2], what: {lsn: 3})",
    );
  });
  it("says what XState's own actions do", () => {
    assertEquals(actionText(raise({ type: "go" })), "raise go");
    assertEquals(actionText(emit({ type: "gone" })), "emit gone");
    assertEquals(actionText(sendTo("writer", { type: "ack" })), "send ack to writer");
    assertEquals(actionText(log("hello")), "log");
  });
  it("has no name for an inline function", () => {
    assertEquals(actionText(() => {}), "(inline)");
    assertEquals(actionText(assign({})), "(inline)");
  });
});

describe("eventText", () => {
  it("keeps an event of the machine as it is", () => {
    assertEquals(eventText("store", "m.open"), "store");
    assertEquals(eventText("*", "m.open"), "*");
  });
  it("shortens XState's own events", () => {
    assertEquals(eventText("xstate.done.state.m.open", "m.open"), "done");
    assertEquals(eventText("xstate.done.actor.fetch", "m.open"), "done fetch");
    assertEquals(eventText("xstate.error.actor.fetch", "m.open"), "error fetch");
    assertEquals(eventText("xstate.after.1.5.m.open", "m.open"), "after 1.5");
  });
});
