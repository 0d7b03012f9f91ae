import { assertRejects } from "@std/assert";
import { compareCopies } from "./copies.ts";
import { RecordingError } from "./patience.ts";

const SEGMENT = "000000010000000000000007";

async function compare(one: number[], other: number[] | undefined): Promise<void> {
  const folders = [await Deno.makeTempDir(), await Deno.makeTempDir()] as const;
  try {
    await Deno.writeFile(`${folders[0]}/${SEGMENT}`, new Uint8Array(one));
    if (other) await Deno.writeFile(`${folders[1]}/${SEGMENT}`, new Uint8Array(other));
    await compareCopies(...folders);
  } finally {
    for (const folder of folders) await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("copies that differ in a byte are refused, with its place", async () => {
  await assertRejects(
    () => compare([1, 2, 3], [1, 9, 3]),
    RecordingError,
    `differ at byte 1 of ${SEGMENT}`,
  );
});

Deno.test("a copy that ends earlier is no other copy, and still must agree where both hold WAL", async () => {
  await compare([1, 2, 3], [1, 2]);
  await compare([1, 2], [1, 2, 3]);
  await compare([1, 2], undefined);
  await assertRejects(() => compare([1, 2, 3], [9, 2]), RecordingError, "differ at byte 0");
});
