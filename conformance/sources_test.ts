import { assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "./arguments.ts";
import { capturedIo } from "./io.ts";
import { sources } from "./sources.ts";

const root = new URL("..", import.meta.url).pathname.replace(/\/$/, "");
const names = async (...paths: string[]) =>
  (await sources(paths, capturedIo().io)).map(({ name }) => name);

Deno.test("sources walks folders in sorted order and takes traces only", async () => {
  const found = await names(`${root}/conformance/testdata/folder`);
  assertEquals(
    found.map((name) => name.slice(`${root}/conformance/testdata/folder/`.length)),
    ["a.trace", "deeper/b.jsonl", "z.trace"],
  );
});

Deno.test("sources takes a file of any name, and each only once", async () => {
  const readme = `${root}/conformance/testdata/folder/README.md`;
  assertEquals(await names(readme, readme), [readme]);
});

Deno.test("sources refuses a path that does not exist and a folder without traces", async () => {
  await assertRejects(() => names("no/such.trace"), UsageError, "there is no file no/such.trace");
  await assertRejects(() => names(`${root}/.ci/std-assert`), UsageError, "holds no trace");
});

Deno.test("sources reads standard input for -", async () => {
  const [source] = await sources(["-"], capturedIo({ stdin: "end\n" }).io);
  assertEquals(source!.name, "standard input");
  assertEquals(await new Response(await source!.open()).text(), "end\n");
});

Deno.test("sources names the link in a folder that leads nowhere", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.symlink(`${folder}/gone`, `${folder}/a.trace`);
    await assertRejects(() => names(folder), UsageError, `there is no file ${folder}/a.trace`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
