/**
 * The parts of a compiled grammar: small functions that go from a position in a text to the one
 * behind what they matched. Choice is ordered and repetition possessive, as in Ohm.
 *
 * @module
 */
import { type CharSet, codeAt, END } from "./first.ts";

/** Where recorded matches are kept. */
export interface Tape {
  /** Three numbers a match: label, start, end. */
  readonly found: Int32Array;
  /** How many matches. */
  count: number;
}

/** From a position to the one behind what was matched, or {@link FAIL}. */
export type Step = (text: string, at: number, tape: Tape) => number;

/** No match. */
export const FAIL = -1;

/** Nothing is left. */
export const atEnd: Step = (text, at) => at === text.length ? at : FAIL;

/** This very text. */
export function literal(word: string): Step {
  if (word.length < 3) return (text, at) => text.startsWith(word, at) ? at + word.length : FAIL;
  const first = word.charCodeAt(0);
  return (text, at) =>
    text.charCodeAt(at) === first && text.startsWith(word, at) ? at + word.length : FAIL;
}

/** One character of a set. */
export function single(set: CharSet): Step {
  return (text, at) => {
    if (set[codeAt(text, at)] === 0) return FAIL;
    return text.codePointAt(at)! > 0xffff ? at + 2 : at + 1;
  };
}

/** At least `least` characters of a set: 0 or 1. */
export function run(set: CharSet, least: number): Step {
  return (text, at) => {
    let behind = at;
    while (set[codeAt(text, behind)] === 1) behind++;
    return behind - at < least ? FAIL : behind;
  };
}

/** One range of characters. */
export function range(low: number, high: number, codePoints: boolean): Step {
  return (text, at) => {
    const code = codePoints ? text.codePointAt(at) : text.charCodeAt(at);
    if (code === undefined || !(low <= code && code <= high)) return FAIL;
    return code > 0xffff ? at + 2 : at + 1;
  };
}

/** One after the other. */
export function sequence(steps: readonly Step[]): Step {
  const [a, b, c] = steps;
  if (steps.length === 2) {
    return (text, at, tape) => {
      const next = a!(text, at, tape);
      return next < 0 ? FAIL : b!(text, next, tape);
    };
  }
  if (steps.length === 3) {
    return (text, at, tape) => {
      const next = a!(text, at, tape);
      if (next < 0) return FAIL;
      const third = b!(text, next, tape);
      return third < 0 ? FAIL : c!(text, third, tape);
    };
  }
  return (text, at, tape) => {
    for (let i = 0; i < steps.length; i++) {
      at = steps[i]!(text, at, tape);
      if (at < 0) return FAIL;
    }
    return at;
  };
}

/** The first that matches, of those that can start with the next character. */
export function choice(steps: readonly Step[], firsts: readonly CharSet[]): Step {
  const byNext = Array.from(
    { length: END + 1 },
    (_, code) => steps.filter((_, i) => firsts[i]![code] === 1),
  );
  return (text, at, tape) => {
    const likely = byNext[codeAt(text, at)]!;
    const { count } = tape;
    for (let i = 0; i < likely.length; i++) {
      const behind = likely[i]!(text, at, tape);
      if (behind >= 0) return behind;
      tape.count = count;
    }
    return FAIL;
  };
}

/** As often as it matches, `least` times or more. */
export function repeated(step: Step, least: number): Step {
  return (text, at, tape) => {
    for (let times = 0;; times++) {
      const { count } = tape;
      const behind = step(text, at, tape);
      if (behind >= 0) {
        at = behind;
        continue;
      }
      tape.count = count;
      return times < least ? FAIL : at;
    }
  };
}

/** Once or not at all. */
export function optional(step: Step): Step {
  return (text, at, tape) => {
    const { count } = tape;
    const behind = step(text, at, tape);
    if (behind >= 0) return behind;
    tape.count = count;
    return at;
  };
}

/** `step`, recorded under `label`. Fails where the tape is full. */
export function recorded(label: number, step: Step): Step {
  return (text, at, tape) => {
    const mine = 3 * tape.count++;
    if (mine >= tape.found.length) return FAIL;
    const behind = step(text, at, tape);
    tape.found[mine] = label;
    tape.found[mine + 1] = at;
    tape.found[mine + 2] = behind;
    return behind;
  };
}
