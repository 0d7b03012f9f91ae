/**
 * Where states are kept that one peer finds: here, or with another peer.
 *
 * @module
 */
import type { Agenda } from "../agenda.ts";
import type { Sleep, Store } from "../expansion.ts";
import { MADE, Pairing, SAME } from "../pairing.ts";
import { Sleeping } from "../sleeping.ts";
import type { Effect, Stepping } from "../stepping.ts";
import type { Common } from "./common.ts";
import { Exchange } from "./exchange.ts";
import { Owners } from "./owners.ts";
import { OwnStates } from "./own_states.ts";
import { Tongue } from "./tongue.ts";

/** Keeps the states that belong to a peer, and tells other peers of theirs. */
export class Keeper implements Store, Sleep {
  /** What is kept here. */
  readonly own: OwnStates = new OwnStates();
  /** What is said to other peers, and heard from them. */
  readonly exchange: Exchange;
  /** What is said is made of this. */
  readonly tongue: Tongue;
  /** As many states as any state led to. */
  mostChildren = 0;
  readonly #peer: number;
  readonly #pairing: Pairing;
  readonly #owners: Owners;
  /** The pair of the state at hand, and how many states it led to. */
  #left = 0;
  #right = 0;
  #children = 0;
  /** Its number here, and among all states. */
  #at = 0;
  #number = 0;
  /** Was a state made by the step at hand? */
  #isMade = false;
  readonly #sleeping: Sleeping;

  constructor(stepping: Stepping, common: Common, peer: number) {
    this.#peer = peer;
    this.#pairing = new Pairing(stepping);
    this.#sleeping = new Sleeping(stepping, this.#pairing);
    this.tongue = new Tongue(stepping);
    this.#owners = new Owners(this.tongue, this.#pairing, common);
    this.exchange = new Exchange(
      common,
      peer,
      this.tongue,
      this.#pairing,
      (left, right, parent, place, asleep, size) => {
        const at = this.own.arrive(left, right, parent, place);
        if (at >= 0) this.own.sleep(at, asleep, size);
      },
    );
  }

  /** Order of the group of renamings under which states are one. */
  get order(): number {
    return this.#pairing.order;
  }

  /** Bytes that the states take. */
  get bytes(): number {
    return this.own.bytes + this.#pairing.bytes;
  }

  /** Puts the first state in. Its own states come in their order. */
  start(row: Int32Array): Int32Array {
    this.#pairing.make(row);
    const { left, right } = this.#pairing;
    const isOwn = this.#owners.of(left, right) === this.#peer;
    if (isOwn) this.own.arrive(left, right, -1, 0);
    this.own.end(new Int32Array(this.own.size));
    return this.own.ordered(0, 1);
  }

  /** Copies a state that is kept here into `row`: what is taken next, it leads to. */
  read(at: number, row: Int32Array): void {
    this.#at = at;
    this.#left = this.own.left(at);
    this.#right = this.own.right(at);
    this.#children = 0;
    this.#pairing.read(this.#left, this.#right, row);
  }

  renamings(): number {
    return this.#pairing.renamings(this.#left, this.#right);
  }

  /** Makes the state only: `took` puts it in, or tells of it, with what sleeps in it. */
  take(parent: number, row: Int32Array, effect: Effect): boolean {
    const made = this.#pairing.after(parent, this.#left, this.#right, row, effect);
    this.#isMade = made === MADE;
    return made !== SAME;
  }

  begin(number: number): void {
    this.#number = number;
    this.#sleeping.begin();
    this.own.lull(this.#at, this.#sleeping);
  }

  has(change: number): boolean {
    return this.#sleeping.has(change);
  }

  took(agenda: Agenda, nth: number): void {
    if (this.#isMade) this.#put(agenda, nth, this.#children++);
  }

  /** Whether an effect changes anything in the state at hand. */
  isChange(parent: number, row: Int32Array, effect: Effect): boolean {
    return this.#pairing.after(parent, this.#left, this.#right, row, effect) !== SAME;
  }

  #put(agenda: Agenda, nth: number, place: number): void {
    const { left, right } = this.#pairing;
    const sleeping = this.#sleeping;
    const owner = this.#owners.of(left, right);
    if (place > this.mostChildren) this.mostChildren = place;
    if (owner === this.#peer) {
      const at = this.own.arrive(left, right, this.#number, place);
      if (at < 0) return;
      sleeping.find(agenda, nth);
      this.own.sleep(at, sleeping.changes, sleeping.size);
    } else if (!this.exchange.hasTold(left, right)) {
      sleeping.find(agenda, nth);
      const telling = this.exchange.to(owner);
      telling.asleep(sleeping.changes, sleeping.size);
      telling.state(left, right, this.#number, place);
    }
  }
}
