/**
 * Mail that arrives once, in any order: what was sent stays with its sender until it is delivered,
 * and the network is all that the senders keep. A copy that arrives again is a copy that was sent
 * again.
 *
 * @module
 */
import type { Delivery, Event, Move } from "../mod.ts";

/** One message on its way. Its fields are words and numbers. */
export interface Mail {
  /** The receiving actor. */
  readonly to: string;
  /** What it receives; the sender is added as `from`. */
  readonly event: Event;
}

/** What an actor has sent and nobody has received: how many copies, by a key of the mail. */
export type Outbox = Readonly<Record<string, { readonly mail: Mail; readonly copies: number }>>;

/** An outbox with more mail. */
export function post(outbox: Outbox, ...mails: readonly Mail[]): Outbox {
  const after = { ...outbox };
  for (const mail of mails) {
    const key = keyOf(mail);
    after[key] = { mail, copies: (after[key]?.copies ?? 0) + 1 };
  }
  return after;
}

/** An outbox without a copy that was delivered. */
export function delivered(outbox: Outbox, key: string): Outbox {
  const { [key]: parcel, ...rest } = outbox;
  if (parcel === undefined) throw new Error(`no mail ${key}`);
  return parcel.copies === 1 ? rest : { ...rest, [key]: { ...parcel, copies: parcel.copies - 1 } };
}

/** Who sends what to whom. */
export interface Route {
  /** The sender. */
  readonly from: string;
  /** The receiver. */
  readonly to: string;
  /** Kinds of messages, by the type of their event. */
  readonly kinds: readonly string[];
}

/** What else changes when mail is received. */
export type Overhear = (receiver: string, event: Event) => readonly Delivery[];

/** Mail of one kind, from one actor to another, that may be on its way at once. */
const ROOM = 2;

/**
 * Every delivery along some routes. Senders keep an `outbox` in their context and take `delivered`.
 * A move is named after the mail, and numbered where more of one kind is on its way.
 *
 * @throws {Error} in a plan, where more mail is on its way than there are moves.
 */
export function deliveries(routes: readonly Route[], overhear: Overhear = () => []): Move[] {
  return routes.flatMap(({ from, to, kinds }) =>
    kinds.flatMap((kind) =>
      Array.from({ length: ROOM }, (_, index) => delivery(from, to, kind, index, overhear))
    )
  );
}

function delivery(from: string, to: string, kind: string, index: number, overhear: Overhear): Move {
  return {
    name: `${from}.${kind}.to.${to}${index === 0 ? "" : `.${index + 1}`}`,
    plan(world) {
      const { outbox }: { outbox: Outbox } = world.state(from).context;
      const key = keysOf(outbox, to, kind)[index];
      if (key === undefined) return undefined;
      const event = { ...outbox[key]!.mail.event, from };
      const taken = { to: from, event: { type: "delivered", key } };
      return [taken, { to, event }, ...overhear(to, event)];
    },
  };
}

/** Keys of the mail of one kind to one actor, in a fixed order. */
function keysOf(outbox: Outbox, to: string, kind: string): string[] {
  const keys = Object.keys(outbox).filter((key) => {
    const { mail } = outbox[key]!;
    return mail.to === to && mail.event.type === kind;
  });
  if (keys.length > ROOM) throw new Error(`${keys.length} ${kind} on their way to ${to}`);
  return keys.sort();
}

function keyOf({ to, event }: Mail): string {
  const { type, ...fields } = event;
  const words = Object.entries(fields).map((field) => field.join(" ")).sort();
  return [`${type} to ${to}`, ...words].join(", ");
}
