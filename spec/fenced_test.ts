import { assertEquals, assertGreater } from "@std/assert";
import { explore } from "../model/explore/explore.ts";
import { recovery } from "../model/recovery/recovery.ts";
import { scopes } from "../model/scopes.ts";
import { machinesFor, storageSystem, writerConfig } from "../model/system.ts";
import { askable } from "./askable.ts";
import { subjectOf } from "./subject.ts";
import { watchModel } from "./watch_model.ts";

Deno.test("that a write quorum is fenced before anybody is asked is more than the claims need", () => {
  const { bounds } = scopes["recovery"]!;
  const hasty = recovery(writerConfig(bounds)).provide({
    guards: { isFenced: ({ context }) => Object.keys(context.fenced).length > 0 },
  });
  const machines = { ...machinesFor(bounds), recovery: hasty };
  const system = subjectOf(storageSystem("hasty", bounds, machines));
  const found = explore(system, { watch: watchModel(system, askable) });
  assertEquals([found.violation, found.complete], [undefined, true]);
  assertGreater(found.obligations["D1"]!, 0);
  assertGreater(found.states, 20_000);
});

Deno.test("an epoch that one copy alone has when the volume opens breaks R4", () => {
  const { bounds } = scopes["recovery"]!;
  // Who answers, takes a record back or learns the range has the epoch: each step must be in a hurry.
  const one = (copies: object) => Object.keys(copies).length > 0;
  const hasty = recovery(writerConfig(bounds)).provide({
    guards: {
      isFenced: ({ context }) => one(context.fenced),
      isTruncated: ({ context }) => one(context.informed),
      hasReadQuorum: ({ context }) => one(context.answers),
      isWrittenBack: () => true,
    },
  });
  const machines = { ...machinesFor(bounds), recovery: hasty };
  const system = subjectOf(storageSystem("on one copy", bounds, machines));
  const claims = askable.filter(({ code }) => code === "R4");
  const { violation } = explore(system, { watch: watchModel(system, claims) });
  assertEquals(
    violation?.why,
    "A recovery ends with volume epoch 2, but of group p1 only a1 installed it",
  );
});
