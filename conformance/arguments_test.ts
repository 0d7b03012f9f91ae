import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Options, readArguments, UsageError } from "./arguments.ts";

const OPTIONS = {
  json: { type: "boolean", says: "as JSON" },
  only: { type: "string", multiple: true, says: "only these" },
} as const satisfies Options;

describe("readArguments", () => {
  it("gives options by name and the rest in order", () => {
    const { values, positionals } = readArguments(["a", "--only", "C1", "--json", "-"], OPTIONS);
    assertEquals(values, { only: ["C1"], json: true });
    assertEquals(positionals, ["a", "-"]);
  });

  it("names the option that was meant", () => {
    assertThrows(
      () => readArguments(["--jsn"], OPTIONS),
      UsageError,
      "there is no option --jsn; did you mean --json?",
    );
  });

  it("names no option where none is near", () => {
    const error = assertThrows(() => readArguments(["--colour"], OPTIONS), UsageError);
    assertEquals(error.message, "there is no option --colour");
  });

  it("refuses an option without its value, and a value without need", () => {
    assertThrows(() => readArguments(["--only"], OPTIONS), UsageError, "--only");
    assertThrows(() => readArguments(["--json=yes"], OPTIONS), UsageError, "--json");
  });

  it("takes what stands behind -- as no option", () => {
    assertEquals(readArguments(["--", "--json"], OPTIONS).positionals, ["--json"]);
  });
});
