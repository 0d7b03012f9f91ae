/**
 * An instance of a cluster: its statuses, as far as its cluster leads it there. Source: User Guide
 * (Viewing DB instance status; Stopping and starting).
 *
 * @module
 */
import { setup } from "xstate";

/** What happens to an instance. */
export type InstanceEvent = {
  readonly type: "add" | "settle" | "modify" | "reboot" | "stop" | "start" | "delete";
};

const IGNORED = { add: {}, settle: {}, modify: {}, reboot: {}, stop: {}, start: {}, delete: {} };

/** The machine of an instance. Whether it may do something, its cluster knows. */
export const instance = setup({
  types: { events: {} as InstanceEvent },
}).createMachine({
  id: "instance",
  initial: "absent",
  states: {
    absent: { on: { ...IGNORED, add: "creating" } },
    creating: { on: { ...IGNORED, settle: "available", delete: "deleting" } },
    available: {
      on: {
        ...IGNORED,
        modify: "modifying",
        reboot: "rebooting",
        stop: "stopping",
        delete: "deleting",
      },
    },
    modifying: { on: { ...IGNORED, settle: "available" } },
    rebooting: { on: { ...IGNORED, settle: "available" } },
    stopping: { on: { ...IGNORED, settle: "stopped" } },
    stopped: { on: { ...IGNORED, start: "starting" } },
    starting: { on: { ...IGNORED, settle: "available" } },
    deleting: { on: { ...IGNORED, settle: "deleted" } },
    // Another one may get its name.
    deleted: { on: { ...IGNORED, add: "creating" } },
  },
});
