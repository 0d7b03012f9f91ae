/**
 * The machines that can be drawn, by the name under which `deno task chart` knows them.
 *
 * @module
 */
import type { AnyStateMachine } from "xstate";
import { backtrack } from "../../model/backtrack/backtrack.ts";
import { cache } from "../../model/backtrack/cache.ts";
import { client } from "../../model/backtrack/client.ts";
import { copy } from "../../model/backtrack/copy.ts";
import { history } from "../../model/backtrack/history.ts";
import { archive } from "../../model/backup/archive.ts";
import { clock } from "../../model/backup/clock.ts";
import { database } from "../../model/backup/database.ts";
import { node } from "../../model/backup/node.ts";
import { cluster } from "../../model/cluster/cluster.ts";
import { branch } from "../../model/family/branch.ts";
import { pages } from "../../model/family/pages.ts";
import { engine } from "../../model/growth/engine.ts";
import { geometry } from "../../model/growth/geometry.ts";
import { faults } from "../../model/faults/faults.ts";
import { reader } from "../../model/reads/reader.ts";
import { calendar } from "../../model/life/calendar.ts";
import { instance } from "../../model/life/instance.ts";
import { lifecycle } from "../../model/life/lifecycle.ts";
import { store } from "../../model/life/store.ts";
import { membership } from "../../model/membership/membership.ts";
import { recovery } from "../../model/recovery/recovery.ts";
import { replica } from "../../model/replica/replica.ts";
import { segment } from "../../model/segment/segment.ts";
import { volume } from "../../model/volume.ts";
import { writer } from "../../model/writer/writer.ts";

/** Every machine of the model. A chart is the same whatever the volume, the workload or the budget. */
export const machines: Readonly<Record<string, AnyStateMachine>> = {
  volume,
  segment,
  writer: writer({ groups: {}, workload: [], lal: 0n }),
  reader,
  recovery: recovery({ groups: {}, lal: 0n }),
  cluster: cluster({ instances: {}, writer: "" }),
  replica,
  membership: membership({ members: [], standing: {} }),
  faults: faults({ azs: 1, copies: 1 }),
  branch,
  pages: pages(15),
  geometry: geometry({ groups: 1, limit: 6400 }),
  engine: engine(1),
  database,
  node,
  archive: archive({ retention: 1 }),
  clock: clock(1),
  history: history(1),
  backtrack: backtrack({ backtracks: 1, breaks: 1 }),
  copy,
  client: client([]),
  cache,
  lifecycle: lifecycle({ bonds: [], protection: false }),
  instance,
  store,
  calendar: calendar(1),
};
