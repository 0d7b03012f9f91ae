import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Exploration, explore, type Progress } from "../../model/explore/explore.ts";
import { ModelError } from "../../model/explore/model_error.ts";
import { subject as wrongSubject, type WrongArgs } from "./_wrong.ts";
import { type StorageArgs, subject as storageSubject } from "./storage_subject.ts";
import type { Searched } from "./subject.ts";
import { exploreOnThreads } from "./threads.ts";

function moduleAt(file: string): string {
  return new URL(file, import.meta.url).href;
}

/** All but what each thread needs for itself. */
function found({ asked: _, bytes: __, ...found }: Exploration) {
  return found;
}

function alone({ system, watch }: Searched, options = {}): Exploration {
  return explore(system, { ...options, ...watch && { watch } });
}

function wrong(args: WrongArgs) {
  return { module: moduleAt("./_wrong.ts"), args };
}

describe("threads", () => {
  it("find what one thread finds of a scope and of a mistake, whatever their number", async () => {
    const claims = ["C1", "C2", "L2"];
    const all: StorageArgs[] = [
      { scope: "mtr", claims },
      { scope: "tiny", mutant: "own-record-only", claims },
    ];
    for (const args of all) {
      const one = found(alone(storageSubject(args)));
      for (const threads of [1, 2, 3]) {
        const subject = { module: moduleAt("./storage_subject.ts"), args };
        assertEquals(found(await exploreOnThreads(subject, { threads })), one);
      }
    }
  });

  it("stop where one thread stops: at a broken claim, and at a limit", async () => {
    const args: WrongArgs = { wrong: "claim", at: 14 };
    for (const options of [{}, { maxStates: 500 }, { maxStates: 700, all: true }]) {
      const one = found(alone(wrongSubject(args), options));
      assertEquals(
        found(await exploreOnThreads(wrong(args), { threads: 2, ...options })),
        one,
      );
    }
  });

  it("fail with the error of one thread, wherever it happens, and leave nobody waiting", async () => {
    for (
      const args of [
        { wrong: "model", at: 0 },
        { wrong: "model", at: 14 },
        { wrong: "watch", at: 14 },
      ] as const
    ) {
      const { message, name } = assertThrows(() => alone(wrongSubject(args)), Error);
      const error = await assertRejects(() => exploreOnThreads(wrong(args), { threads: 3 }), Error);
      assertEquals([error.message, error.name], [message, name]);
      assertEquals(error instanceof ModelError, args.wrong === "model");
    }
  });

  it("tell how far they are together", async () => {
    const told: Progress[] = [];
    const args: StorageArgs = { scope: "two-groups", claims: [] };
    const subject = { module: moduleAt("./storage_subject.ts"), args };
    const { states } = await exploreOnThreads(subject, {
      threads: 2,
      onProgress: (progress) => told.push(progress),
    });
    assertEquals(states, 8494);
    for (const progress of told) {
      assertEquals(progress.levels.length - 1, progress.depth);
      assertEquals(progress.states <= states && progress.frontier >= 0, true);
    }
    assertEquals(told.length > 0, true);
  });
});
