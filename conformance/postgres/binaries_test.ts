import { assertRejects } from "@std/assert";
import { UsageError } from "../arguments.ts";
import { findBinaries } from "./binaries.ts";

Deno.test("where there is no PostgreSQL, the message says how to install it", async () => {
  await assertRejects(
    () => findBinaries("/nonexistent"),
    UsageError,
    "there is no PostgreSQL in /nonexistent; install it: apt-get install postgresql",
  );
});

Deno.test("a PostgreSQL that is too old is refused by its version", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const script = "#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n";
    await Deno.writeTextFile(`${folder}/postgres`, script, { mode: 0o755 });
    await assertRejects(() => findBinaries(folder), UsageError, "PostgreSQL 14 is too old");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
