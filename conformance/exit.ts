/**
 * What a run says to the shell.
 *
 * @module
 */

/** Exit codes, the same for every command. */
export const EXIT = {
  /** Every claim that could be judged holds. */
  holds: 0,
  /** A claim is violated. */
  violated: 1,
  /** With `--strict`: something was not judged. Of a search: it did not come to an end. */
  unjudged: 2,
  /**
   * The input cannot be read or shows nothing to judge, the model cannot be explored, or the command
   * was used wrongly.
   */
  unreadable: 3,
  /** The tool itself is at fault. */
  fault: 70,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = typeof EXIT[keyof typeof EXIT];
