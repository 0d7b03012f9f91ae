/**
 * The order in which moves are tried: it must not depend on what was met first.
 *
 * @module
 */

/** Moves in their order: those of the system, then deliveries in the order of what they deliver. */
export class MoveOrder {
  /** The moves. */
  readonly moves: number[] = [];
  /** The place of each move. */
  readonly ranks: number[] = [];
  /** What is delivered, place by place. */
  readonly #says: string[] = [];
  #declared = 0;

  /** Adds the next move of the system. */
  declare(move: number): void {
    this.ranks[move] = this.moves.push(move) - 1;
    this.#declared++;
  }

  /** Adds the delivery of a message that says something that no other one says. */
  deliver(move: number, says: string): void {
    let [low, high] = [0, this.#says.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#says[middle]! < says) low = middle + 1;
      else high = middle;
    }
    this.#says.splice(low, 0, says);
    const place = this.#declared + low;
    this.moves.splice(place, 0, move);
    for (let rank = place; rank < this.moves.length; rank++) this.ranks[this.moves[rank]!] = rank;
  }
}
