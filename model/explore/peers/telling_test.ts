import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { History } from "../history.ts";
import { keyOf } from "../key.ts";
import { Stepping } from "../stepping.ts";
import { twoPhaseCommit } from "../toys/two_phase_commit.ts";
import { Hearing } from "./hearing.ts";
import { Inbox } from "./mail.ts";
import { Telling } from "./telling.ts";
import { Tongue } from "./tongue.ts";

const system = twoPhaseCommit(2);

/** What a change is, whatever its number. */
function said(stepping: Stepping, change: number) {
  const { slots, values, sends } = stepping.change(change);
  return {
    changes: slots.map((slot, i) => [slot, stepping.steppers[slot]!.keyOf(values[i]!)]),
    sends: sends.map((message) => keyOf(stepping.post.message(message))),
  };
}

/** All effects of a system. */
function explored(stepping: Stepping, history: History) {
  const row = new Int32Array(stepping.width);
  for (let at = 0; at < history.size; at++) {
    history.read(at, row);
    for (const move of [...stepping.order.moves]) {
      const effect = stepping.effects(move).ask(row);
      if (effect) history.take(at, row, effect);
    }
  }
  return stepping.known;
}

describe("what is told of changes that sleep", () => {
  it("is heard as it is meant, in the numbers of who hears it", () => {
    const [speaker, hearer] = [new Stepping(system), new Stepping(system)];
    const history = new History(speaker);
    const known = explored(speaker, history);
    const changes = [...new Set(known.changes.subarray(0, known.size))].reverse();
    const words: number[] = [];
    const telling = new Telling(new Tongue(speaker), history.pairing, {
      put: (word) => words.push(word),
    });
    telling.asleep(Int32Array.from(changes), changes.length);
    telling.state(history.left(0), history.right(0), -1, 0);
    telling.state(history.left(1), history.right(1), 0, 0);
    const heard: number[][] = [];
    const { pairing } = new History(hearer);
    const source = {
      get waiting() {
        return words.length;
      },
      read: (into: Int32Array, at: number, count: number) => into.set(words.splice(0, count), at),
    };
    new Hearing(
      new Tongue(hearer),
      pairing,
      new Inbox(source),
      (_rest, _alike, _parent, _place, asleep, size) => heard.push([...asleep.subarray(0, size)]),
    ).listen();
    assertEquals(heard.map(({ length }) => length), [changes.length, 0]);
    assertEquals(
      heard[0]!.map((change) => said(hearer, change)),
      changes.map((change) => said(speaker, change)),
    );
    assertEquals(changes.some((change) => speaker.change(change).sends.length > 0), true);
  });
});
