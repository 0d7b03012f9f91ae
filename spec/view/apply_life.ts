/**
 * What events make true of the life of a cluster.
 *
 * @module
 */
import type { EventOf } from "../../traces/event.ts";
import type { View } from "../view.ts";
import { comesBack } from "./cluster.ts";

/** What these events make true. */
export const LIFE_EFFECTS = {
  cluster: ({ life }: View, event: EventOf<"cluster">): void => life.tie(event),
  "cluster-status": ({ life }: View, event: EventOf<"cluster-status">): void => life.become(event),
  "instance-status"(view: View, event: EventOf<"instance-status">): void {
    const { life } = view;
    if (event.status === "available" && !life.isReady(event.instance)) {
      comesBack(view, [event.instance]);
    }
    life.turn(event);
  },
  admin: ({ life }: View, event: EventOf<"admin">): void => life.ask(event),
};
