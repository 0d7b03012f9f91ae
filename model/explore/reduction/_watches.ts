/** What is asked of systems in order to compare explorations of them, for tests. */
import { explore } from "../explore.ts";
import { keyOf } from "../key.ts";
import type { System, World } from "../system.ts";
import { nobody, type Situation, type Watch, watchStates } from "../watch.ts";

/** What an actor is in, as text. */
function textOf(world: World, actor: string): string {
  const { value, context, status } = world.state(actor);
  return keyOf({ value, context, status });
}

/** Everything that each of some actors is in at some time. */
function localStates(system: System, actors: readonly string[]): Map<string, Set<string>> {
  const met = new Map(actors.map((actor) => [actor, new Set<string>()]));
  const note = (world: World) => {
    for (const [actor, texts] of met) texts.add(textOf(world, actor));
    return { met: [], seen: [] };
  };
  const watch: Watch = { ...nobody, onStart: note, onMove: ({ after }) => note(after) };
  explore(system, { watch });
  return met;
}

/** Looks for each pair of what two actors are in at the same time, at most so many. */
export function pairsOf(system: System, one: string, other: string, most: number): Watch {
  const met = localStates(system, [one, other]);
  const pairs = [...met.get(one)!].flatMap((a) => [...met.get(other)!].map((b) => [a, b] as const));
  const step = Math.max(1, Math.floor(pairs.length / most));
  const looks = pairs.filter((_, index) => index % step === 0).map(
    ([a, b]): [string, Situation] => [
      `${a} ${b}`,
      (world) => textOf(world, one) === a && textOf(world, other) === b,
    ],
  );
  return watchStates({}, Object.fromEntries(looks));
}

/** Looks for what one actor is in when another is about to take part in a step, at most so much. */
export function momentsOf(system: System, one: string, most: number): Watch {
  const texts = [...localStates(system, [one]).get(one)!].slice(0, most);
  const moves = system.moves.slice(-3).map(({ name }) => name);
  const looks = moves.flatMap((move) => texts.map((text) => ({ move, text })));
  return {
    claims: [],
    witnesses: looks.map(({ move, text }) => `${move} at ${text}`),
    onMove: ({ move, before }, isSought) => ({
      met: [],
      seen: looks.flatMap((look, index) =>
        look.move === move.name && isSought(index) && textOf(before, one) === look.text
          ? [index]
          : []
      ),
    }),
  };
}
