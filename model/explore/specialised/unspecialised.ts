/**
 * What is left to XState: a machine or a step that is not specialised.
 *
 * @module
 */

/** Says why a machine or a step is left to XState. */
export class Unspecialised extends Error {
  override name = "Unspecialised";
}
