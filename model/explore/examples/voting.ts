/**
 * What Paxos does in terms of votes: acceptors vote in ballots so that what a majority votes for in
 * one ballot is voted for in all later ones. Values are actors too, which never move, so that they
 * can be renamed. Source: Lamport, the TLA+ module Voting.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, System, World } from "../mod.ts";
import { names, swaps } from "../toys/names.ts";

interface Acceptor {
  /** No more votes in ballots before this one. -1: none so far. */
  readonly ballot: number;
  /** What it voted for, ballot by ballot. */
  readonly votes: Readonly<Record<number, string>>;
}

type ToAcceptor =
  | { type: "join"; ballot: number }
  | { type: "vote"; ballot: number; value: string };

const acceptor: AnyStateMachine = setup({
  types: { context: {} as Acceptor, events: {} as ToAcceptor },
  guards: {
    isLater: ({ context, event }) => event.ballot > context.ballot,
    isOpen: ({ context, event }) =>
      event.ballot >= context.ballot && !(event.ballot in context.votes),
  },
  actions: {
    join: assign(({ event }) => ({ ballot: event.ballot })),
    vote: assign(({ context, event }) =>
      event.type === "vote"
        ? { ballot: event.ballot, votes: { ...context.votes, [event.ballot]: event.value } }
        : {}
    ),
  },
}).createMachine({
  id: "acceptor",
  context: { ballot: -1, votes: {} },
  on: {
    join: { guard: "isLater", actions: "join" },
    vote: { guard: "isOpen", actions: "vote" },
  },
});

const value: AnyStateMachine = setup({}).createMachine({ id: "value" });

const acceptorIn = (world: World, name: string): Acceptor => world.state(name).context;

/** True when no two values have a majority, in whatever ballots. */
export function isAgreed(world: World): boolean {
  const votes = names("acceptor", 3).map((name) => acceptorIn(world, name).votes);
  const isChosen = (value: string) =>
    [0, 1].some((ballot) => votes.filter((cast) => cast[ballot] === value).length >= 2);
  return names("value", 2).filter(isChosen).length <= 1;
}

/** Three acceptors, of whom two are a majority, two values, and two ballots. */
export function voting(): System {
  const [acceptors, values, ballots] = [names("acceptor", 3), names("value", 2), [0, 1]];
  const majorities = acceptors.map((out) => acceptors.filter((name) => name !== out));
  return {
    name: "voting",
    actors: {
      ...Object.fromEntries(acceptors.map((name) => [name, acceptor])),
      ...Object.fromEntries(values.map((name) => [name, value])),
    },
    moves: acceptors.flatMap((self) =>
      ballots.flatMap((ballot): Move[] => [
        {
          name: `${self}.joins.${ballot}`,
          plan: () => [{ to: self, event: { type: "join", ballot } }],
        },
        ...values.flatMap((value) =>
          majorities.flatMap((majority) =>
            witnesses(ballot, majority).map((witness) =>
              vote({ self, ballot, value, acceptors, majority, witness })
            )
          )
        ),
      ])
    ),
    symmetry: [...swaps(acceptors), ...swaps(values)],
  };
}

/** Who of a majority voted for the value, and when; undefined: nobody voted for anything. */
type Witness = { readonly name: string; readonly ballot: number } | undefined;

function witnesses(ballot: number, majority: readonly string[]): Witness[] {
  const before = Array.from({ length: ballot }, (_, earlier) => earlier);
  return [undefined, ...before.flatMap((b) => majority.map((name) => ({ name, ballot: b })))];
}

/** A vote for which there is a reason: one move for each, as TLC takes `\E` apart. */
function vote({ self, ballot, value, acceptors, majority, witness }: {
  readonly self: string;
  readonly ballot: number;
  readonly value: string;
  readonly acceptors: readonly string[];
  readonly majority: readonly string[];
  readonly witness: Witness;
}): Move {
  const since = witness === undefined ? [] : ["as", witness.name, "did.in", witness.ballot];
  const from = (witness?.ballot ?? -1) + 1;
  const between = Array.from({ length: ballot - from }, (_, n) => from + n);
  return {
    name: [self, "votes.for", value, "in", ballot, "safe.by", ...majority, ...since].join("."),
    plan(world) {
      const votesOf = (name: string) => acceptorIn(world, name).votes;
      if (acceptors.some((name) => (votesOf(name)[ballot] ?? value) !== value)) return undefined;
      if (majority.some((name) => acceptorIn(world, name).ballot < ballot)) return undefined;
      if (witness !== undefined && votesOf(witness.name)[witness.ballot] !== value) {
        return undefined;
      }
      const isSilent = (name: string) => between.every((b) => !(b in votesOf(name)));
      if (!majority.every(isSilent)) return undefined;
      return [{ to: self, event: { type: "vote", ballot, value } }];
    },
  };
}
