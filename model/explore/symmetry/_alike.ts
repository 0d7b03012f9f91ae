/** Random systems of actors that are alike, and one rule in them that may prefer one. For tests. */
import fc from "fast-check";
import { assigns, machine } from "../_machine.ts";
import type { Move, System, World } from "../system.ts";
import { names, swaps } from "../toys/names.ts";
import { type Situation, type Watch, watchStates } from "../watch.ts";

const all = names("n", 3);
const STATES = 3;

/** Somebody in one state, whose friend is in another. */
interface Look {
  readonly mine: number;
  readonly friends: number;
}

/** A move of whoever is in one state and meets somebody in another: they become friends. */
interface Rule extends Look {
  readonly next: number;
  readonly tells: boolean;
}

/** A system and what is asked of it. */
export interface Case {
  readonly rules: readonly Rule[];
  readonly claim: Look;
  readonly witness: Look;
  /** What looks at one actor only, or passes it over. */
  readonly partial: "nothing" | "a rule" | "the claim" | "the witness";
  readonly favourite: number;
}

const state = fc.nat(STATES - 1);
const look = { mine: state, friends: state };

/** Systems in which something may look at one actor only. */
export const cases = (...partial: readonly Case["partial"][]): fc.Arbitrary<Case> =>
  fc.record({
    rules: fc.array(fc.record({ ...look, next: state, tells: fc.boolean() }), {
      minLength: 2,
      maxLength: 4,
    }),
    claim: fc.record(look),
    witness: fc.record(look),
    partial: fc.constantFrom(...partial),
    favourite: fc.nat(all.length - 1),
  });

const actor = machine({
  context: { at: 0, friend: "nobody" },
  on: {
    meet: {
      actions: [
        assigns(({ event }) => ({ at: event["next"], friend: event["friend"] })),
      ],
    },
    hear: { actions: assigns(({ event }) => ({ friend: event["of"] })) },
  },
});

/** The system, its actors declared alike. */
export function systemOf({ rules, partial, favourite }: Case): System {
  const pairs = all.flatMap((me) =>
    all.filter((other) => other !== me).map((other) => [me, other])
  );
  const moves = rules.flatMap((rule, index) =>
    pairs.map(([me, other]): Move => ({
      name: `${me}.${other}.${index}`,
      plan(world) {
        const [mine, theirs] = [world.state(me!).context, world.state(other!).context];
        if (mine.at !== rule.mine || theirs.at !== rule.friends) return undefined;
        const isShy = partial === "a rule" && index === 0 && me === all[favourite];
        if (isShy && mine.friend !== other) return undefined;
        const event = { type: "meet", next: rule.next, friend: other };
        const news = { to: other!, event: { type: "hear", of: me } };
        return [{ to: me!, event }, ...rule.tells ? [news] : []];
      },
    }))
  );
  const actors = Object.fromEntries(all.map((name) => [name, actor]));
  return { name: "friends", actors, moves, symmetry: swaps(all) };
}

/** What is asked of the system. */
export function watchOf({ claim, witness, partial, favourite }: Case): Watch {
  const one = all.slice(favourite, favourite + 1);
  return watchStates(
    { claim: (world) => !somebody(claim, partial === "the claim" ? one : all)(world) },
    { witness: somebody(witness, partial === "the witness" ? one : all) },
  );
}

function somebody({ mine, friends }: Look, asked: readonly string[]): Situation {
  const at = (world: World, name: string) => world.state(name).context.at;
  return (world) =>
    asked.some((name) => {
      const { friend } = world.state(name).context;
      return all.includes(friend) && at(world, name) === mine && at(world, friend) === friends;
    });
}
