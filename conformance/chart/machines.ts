/**
 * The machines that can be drawn, by the name under which `deno task chart` knows them.
 *
 * @module
 */
import type { AnyStateMachine } from "xstate";
import { segment } from "../../model/segment.ts";
import { writer } from "../../model/writer.ts";

/** Every machine of the model. A writer looks the same whatever its volume and its workload. */
export const machines: Readonly<Record<string, AnyStateMachine>> = {
  segment,
  writer: writer({ groups: {}, workload: [], lal: 0n }),
};
