/**
 * What instances show that read: their read views.
 *
 * @module
 */
import type { World } from "../model/explore/system.ts";
import type { ReaderContext, ReadView } from "../model/reads/reading.ts";
import { readerOf } from "../model/reads/reads_moves.ts";
import type { ReplicaContext } from "../model/replica/replica.ts";
import type { StorageSystem } from "../model/system.ts";
import { attachedIn } from "./project_replicas.ts";
import { VIEW } from "./observe/reads.ts";
import type { ReadViewFacts } from "./view/facts.ts";

const view = ({ context }: { readonly context: ReaderContext }): ReadView | null => context.view;

const views = ({ context }: { readonly context: ReplicaContext }) => context.views;

/** The read views that are open. */
export function readViewsIn(system: StorageSystem, world: World): ReadViewFacts {
  const { bounds } = system;
  const open = bounds.reads ? world.part("reader", view) : null;
  return {
    ...open && { [readerOf(world, bounds)]: { [VIEW]: open.at } },
    ...Object.fromEntries(
      attachedIn(system, world).map((id) => [id, world.part(id, views)] as const)
        .filter(([, views]) => Object.keys(views).length > 0),
    ),
  };
}
