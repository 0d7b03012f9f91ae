/**
 * The memory that peers share: how far each is, where the search ends, and what they say.
 *
 * @module
 */
import type { Home } from "./home.ts";
import { Ring, ringWords } from "./ring.ts";

/** A memory, and for whom it is laid out. Plain data: a worker is handed it. */
export interface CommonMemory {
  readonly memory: SharedArrayBuffer;
  /** How many peers there are. */
  readonly peers: number;
  /** How many states can be asked for: one for each claim and each witness. */
  readonly wanted: number;
  /** By what states are spread over peers. */
  readonly home: Home;
}

/** What a peer does that may have to wait: it yields how often it was woken before it looked. */
export type Waiting<T> = Generator<number, T, void>;

/** No number of a state: all are less. */
export const NONE = 0x7fffffff;

/** Words of each of the two windows in which new states are counted. */
export const WINDOW = 1 << 17;

/** Words of a ring; of all rings, where there are many. */
const RING = 1 << 14;
const RINGS = 1 << 22;

/** The words that peers share, by what they stand for. */
export const WORD = {
  /** The first state at which the search ends. */
  stop: 0,
  /** The last state that need be expanded to find as many states as are allowed. */
  bound: 1,
  /** States that were found. */
  found: 2,
  /** The greatest place that a new state has among the children of its parent. */
  place: 3,
  /** The state before which as many states are found as are allowed. */
  limit: 4,
  /** How often all met, and how many wait for the others. */
  meetings: 5,
  arrived: 6,
} as const;

/** Shared memory for so many peers. */
export function commonMemory(peers: number, wanted: number, home: Home): CommonMemory {
  const { words } = layoutOf(peers, wanted);
  const memory = new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT);
  const common = new Common({ memory, peers, wanted, home });
  for (const word of ["stop", "bound", "limit"] as const) common.set(word, NONE);
  common.wanted.fill(NONE);
  return { memory, peers, wanted, home };
}

/** Where what lies in a memory. Unit: words. */
function layoutOf(peers: number, wanted: number) {
  const ring = Math.min(RING, 1 << (31 - Math.clz32(RINGS / peers ** 2)));
  let words: number = Object.keys(WORD).length;
  const take = (count: number) => (words += count) - count;
  const places = {
    woken: take(peers),
    reached: take(peers),
    wanted: take(wanted),
    windows: take(2 * WINDOW),
    before: take(WINDOW + 1),
    rings: take(peers ** 2 * ringWords(ring)),
  };
  return { ...places, ring, words };
}

/** What peers share. */
export class Common {
  readonly peers: number;
  /** By what states are spread over them. */
  readonly home: Home;
  /** How often each peer was woken. */
  readonly woken: Int32Array<SharedArrayBuffer>;
  /** The state that each peer expanded last. */
  readonly reached: Int32Array<SharedArrayBuffer>;
  /** States that are asked for. */
  readonly wanted: Int32Array<SharedArrayBuffer>;
  /** New states as bits, in two windows that are used in turn. */
  readonly windows: readonly [Int32Array<SharedArrayBuffer>, Int32Array<SharedArrayBuffer>];
  /** New states before each word of a window, and in all of it. */
  readonly before: Int32Array<SharedArrayBuffer>;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #ring: number;
  readonly #rings: number;

  constructor({ memory, peers, wanted, home }: CommonMemory) {
    const layout = layoutOf(peers, wanted);
    const words = this.#words = new Int32Array(memory);
    const at = (start: number, length: number) => words.subarray(start, start + length);
    this.peers = peers;
    this.home = home;
    this.woken = at(layout.woken, peers);
    this.reached = at(layout.reached, peers);
    this.wanted = at(layout.wanted, wanted);
    this.windows = [at(layout.windows, WINDOW), at(layout.windows + WINDOW, WINDOW)];
    this.before = at(layout.before, WINDOW + 1);
    this.#ring = ringWords(layout.ring);
    this.#rings = layout.rings;
  }

  /** What one peer says to another. */
  ring(from: number, to: number): Ring {
    const start = this.#rings + (from * this.peers + to) * this.#ring;
    return new Ring(this.#words.subarray(start, start + this.#ring));
  }

  /** A word that peers share. */
  get(word: keyof typeof WORD): number {
    return Atomics.load(this.#words, WORD[word]);
  }

  set(word: keyof typeof WORD, value: number): void {
    Atomics.store(this.#words, WORD[word], value);
  }

  /** Adds to a word, and gives the sum. */
  add(word: keyof typeof WORD, value: number): number {
    return Atomics.add(this.#words, WORD[word], value) + value;
  }

  /** Makes a word at most, or at least, a value. */
  atMost(word: keyof typeof WORD, value: number): void {
    least(this.#words, WORD[word], value);
  }

  atLeast(word: keyof typeof WORD, value: number): void {
    for (let was = this.get(word); was < value; was = this.get(word)) {
      Atomics.compareExchange(this.#words, WORD[word], was, value);
    }
  }

  /** Asks for a state, unless one before it is asked for in the same place. */
  want(place: number, state: number): void {
    least(this.wanted, place, state);
  }

  /** Lets a peer look again at what it waits for. */
  wake(peer: number): void {
    Atomics.add(this.woken, peer, 1);
    Atomics.notify(this.woken, peer);
  }

  /** Waits until all peers are here. */
  *meet(peer: number): Waiting<void> {
    const meetings = this.get("meetings");
    if (this.add("arrived", 1) === this.peers) {
      this.set("arrived", 0);
      this.add("meetings", 1);
      for (let other = 0; other < this.peers; other++) this.wake(other);
      return;
    }
    for (;;) {
      const woken = Atomics.load(this.woken, peer);
      if (this.get("meetings") !== meetings) return;
      yield woken;
    }
  }
}

function least(words: Int32Array<SharedArrayBuffer>, at: number, value: number): void {
  for (let was = Atomics.load(words, at); value < was; was = Atomics.load(words, at)) {
    Atomics.compareExchange(words, at, was, value);
  }
}
