import { assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "../arguments.ts";
import { settingsOf } from "./record_options.ts";

Deno.test("numbers of the command line become numbers, and what is not given stays out", () => {
  assertEquals(settingsOf({ transactions: "200", stall: "1.5", out: "x.trace.gz" }), {
    out: "x.trace.gz",
    json: false,
    transactions: 200,
    stall: 1.5,
  });
});

Deno.test("a number that is none, or makes no sense, is refused with what was expected", () => {
  assertThrows(
    () => settingsOf({ transactions: "many" }),
    UsageError,
    "--transactions wants a whole number from 10 to 1000000, not many",
  );
  assertThrows(() => settingsOf({ clients: "1" }), UsageError, "from 2 to 40, not 1");
  assertThrows(() => settingsOf({ seed: "1.5" }), UsageError, "a whole number");
  assertThrows(() => settingsOf({ stall: "" }), UsageError, "not nothing");
});
