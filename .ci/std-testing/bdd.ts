/**
 * A stand-in for `@std/testing/bdd` with the same names, for machines that cannot reach JSR. It is
 * not the standard library's code but `node:test` under those names, with narrower types: what
 * passes here passes there. To use the real one, delete the `links` line of `deno.json`.
 *
 * @module
 */
import * as node from "node:test";

type Body = () => void | Promise<void>;

/** Declares a group of tests. */
export function describe(name: string, body: () => void): void {
  node.describe(name, body);
}

/** Declares a test. */
export function it(name: string, body: Body): void {
  node.it(name, body);
}

/** Runs once, before the first test of the group. */
export function beforeAll(body: Body): void {
  node.before(body);
}

/** Runs once, after the last test of the group. */
export function afterAll(body: Body): void {
  node.after(body);
}

/** Runs before each test of the group. */
export function beforeEach(body: Body): void {
  node.beforeEach(body);
}

/** Runs after each test of the group. */
export function afterEach(body: Body): void {
  node.afterEach(body);
}
