import { assertEquals, assertThrows } from "@std/assert";
import { invariants } from "../spec/mod.ts";
import { UsageError } from "./arguments.ts";
import { list, select } from "./select.ts";

const codes = (choice: Parameters<typeof select>[1]) =>
  select(invariants, choice).map(({ code }) => code);

Deno.test("select takes codes and ids in any case, and keeps the order of the catalogue", () => {
  assertEquals(codes({ only: ["c2", "ack-waits-for-vdl", "L1"] }), ["L1", "C1", "C2"]);
});

Deno.test("select leaves out what it is told to", () => {
  assertEquals(codes({ only: ["C1", "C2"], except: ["C2"] }), ["C1"]);
  assertEquals(codes({ except: ["Q1"] }).length, invariants.length - 1);
});

Deno.test("select refuses a claim that does not exist, in either list, and an empty choice", () => {
  assertThrows(() => codes({ only: ["C99"] }), UsageError, "there is no claim C99");
  const near = "did you mean vcl-leaves-no-record-behind?";
  assertThrows(() => codes({ except: ["vcl-leaves-no-recrd-behind"] }), UsageError, near);
  assertThrows(() => codes({ only: ["C1"], except: ["C1"] }), UsageError, "leave no claim");
});

Deno.test("list takes names with commas, or the option more than once", () => {
  assertEquals(list(["C1,C2", " L1 ,"]), ["C1", "C2", "L1"]);
  assertEquals(list(undefined), undefined);
});
