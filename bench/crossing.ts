/** The first program of model/explore/README.md: two lights, of which one is to be red. */
import { createMachine } from "xstate";
import { explore, watchStates } from "../model/explore/mod.ts";

const light = createMachine({
  initial: "red",
  states: { red: { on: { go: "green", stop: {} } }, green: { on: { stop: "red", go: {} } } },
});
const moves = ["north", "east"].flatMap((to) =>
  ["go", "stop"].map((type) => ({ name: `${to}.${type}`, plan: () => [{ to, event: { type } }] }))
);
const crossing = { name: "crossing", actors: { north: light, east: light }, moves };
const watch = watchStates({
  "one light is red": (at) => at.state("north").matches("red") || at.state("east").matches("red"),
});

const { violation } = explore(crossing, { watch });
console.log(`${violation?.claim}: ${violation?.path.join(", ")}`);
