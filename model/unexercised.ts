/**
 * What no scope exercises, though every state is reached, and why it stands in a chart all the same.
 * A part that is found dead and is not in this list is a mistake in the model or in the scopes.
 *
 * @module
 */

/** A part of a chart that is never exercised. */
export interface Unexercised {
  /** Name of the machine. */
  readonly machine: string;
  /** The state, or the transition as `chartsOf` names it. */
  readonly part: string;
  /** Why it is there. */
  readonly why: string;
}

/** Every part of the charts that no scope exercises. */
export const unexercised: readonly Unexercised[] = [
  {
    machine: "segment",
    part: "online --acknowledge [isDurable]--> online",
    why: "only its guard is asked: an acknowledgement changes nothing in the copy, so that its " +
      "event goes to the writer",
  },
  {
    machine: "membership",
    part: "joint --discard [isRepaired]--> joint",
    why: "nothing is thrown away while two memberships stand: the rule is there to be broken",
  },
  ...[
    "jointTwice --reverse [isCurrentEpoch]--> jointTwice",
    "leaving --reverse [isCurrentEpoch]--> leaving",
    "leaving --always--> stable",
    "returning --reverse [isCurrentEpoch]--> returning",
    "returning --always--> degraded",
  ].map((part) => ({
    machine: "membership",
    part,
    why: "a scope that got there and back would be many times as large: a test of the machine " +
      "takes it, and `replacement` takes a change back",
  })),
  ...["modify [mayBeChanged]", "add [mayBeChanged]"].map((event) => ({
    machine: "lifecycle",
    part: `stopped --${event}--> stopped`,
    why: "nothing is changed while a cluster is stopped: the rule is there to say so",
  })),
  {
    machine: "lifecycle",
    part: "stopped --sevenDays--> stopped",
    why: "after seven days a cluster is started: the rule before it is there to be broken",
  },
  {
    machine: "lifecycle",
    part: "inaccessible-encryption-credentials --start [mayBeDecrypted]--> starting",
    why: "nothing is encrypted again without its key: the rule is there to say so",
  },
  ...["available", "stopped"].map((state) => ({
    machine: "database",
    part: `${state} --restore [mayBeOverwritten]--> ${state}`,
    why: "a restore makes a new volume: the rule is there to say so, and to be broken",
  })),
];
