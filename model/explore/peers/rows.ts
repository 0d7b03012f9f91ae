/**
 * Rows that are told as data: slot by slot, where among some texts it stands what it says.
 *
 * @module
 */
import { textOf, valueIn } from "./plain_text.ts";
import { Tongue } from "./tongue.ts";

/** Tells rows. What several rows say is told once. */
export class Rows {
  /** What was told. */
  readonly texts: string[] = [];
  readonly #tongue: Tongue;
  readonly #places = new Map<string, number>();

  constructor(tongue: Tongue) {
    this.#tongue = tongue;
  }

  /** Slot by slot, where its text stands. */
  tell(row: Int32Array): number[] {
    return Array.from(row, (id, slot) => {
      const text = this.#textIn(slot, id);
      const place = this.#places.get(text) ?? this.texts.push(text) - 1;
      this.#places.set(text, place);
      return place;
    });
  }

  #textIn(slot: number, id: number): string {
    const { kinds, kindOf, messages, stepping } = this.#tongue;
    const kind = kindOf[slot]!;
    if (kind >= 0) return kinds[kind]!.textOf(id);
    return textOf(Array.from(stepping.post.messages(id), (one) => kinds[messages]!.textOf(one)));
  }
}

/** The row that was told. */
export function rowTold(
  { kinds, kindOf, messages, stepping }: Tongue,
  texts: readonly string[],
  row: readonly number[],
): Int32Array {
  return Int32Array.from(row, (place, slot) => {
    const text = texts[place]!;
    const kind = kindOf[slot]!;
    if (kind >= 0) return kinds[kind]!.idOf(text);
    const sent = valueIn(text) as readonly string[];
    return stepping.post.withAll(0, sent.map((one) => kinds[messages]!.idOf(one)));
  });
}
