/**
 * The laws of the house that need only the text of a file.
 * (A pattern in brackets keeps this file from breaking its own law.)
 *
 * @module
 */
import { isTest } from "./place.ts";

/** What is wrong with a file, each with its line where it has one. */
export type Law = (path: string, text: string) => string[];

/** A file is short: 250 lines, a test 300. A reader should hold one in the head. */
export const isShort: Law = (path, text) => {
  const [limit, lines] = [isTest(path) ? 300 : 250, text.trimEnd().split("\n").length];
  return path.endsWith(".ts") && lines > limit ? [`${lines} lines, at most ${limit}`] : [];
};

/** A file is named in snake_case; some names are not ours to choose. */
export const isSnakeCase: Law = (path) => {
  const name = path.split("/").at(-1) ?? "";
  const given = /^(README\.md|CHANGELOG\.md|LICENSE|\..*)$/.test(name);
  return given || /^[a-z0-9_]+(\.[a-z0-9_]+)*$/.test(name) ? [] : [`${name} is not snake_case`];
};

/** What is left to do says why it is left. */
export const saysWhyItIsLeft: Law = forbids(
  /\b(TOD[O]|FIXM[E]|XX[X])\b(?!: \S+ \S+ \S+)/,
  "say what is left and why, or do it",
);

/** A comment is prose: code that is not run is deleted. */
export const hasNoDeadCode: Law = (path, text) =>
  path.endsWith(".ts")
    ? forbids(
      /^\s*\/\/ ?\s*((const|let|var|return|await|throw|import|export|if|for|while)\b.*[;{]|\}.*|.*\);|\w[\w.]* [+-]?= .*;)\s*$/,
      "code in a comment",
    )(path, text)
    : [];

/** A file works on every machine. */
export const namesNoMachine: Law = forbids(
  /(^|[^\w.])(\/home\/|\/Users\/|\/root\/|\/work\/|[A-Z]:\\Users)/,
  "a path of one machine",
);

/** A dependency is named, not the host it comes from. */
export const namesNoRegistry: Law = forbids(
  /\b(registry\.[a-z-]+\.(org|com|io|dev)|([a-z-]+\.)?jsr\.io|deno\.land|esm\.sh|unpkg\.com|cdn\.\w+)\b/,
  "the host of a registry",
);

/** The repository speaks of the storage, not of how it was written. */
export const tellsNoStory: Law = forbids(
  /\b(issues? #?\d+|PR #\d+|pull request #?\d+)\b/i,
  "how the code came to be",
);

/** One word for one thing. */
export const usesTheWords: Law = (path, text) =>
  path.endsWith(".ts")
    ? forbids(/\b(seqN(o|um)|sequenceN[u]mber|logP[o]sition)\b/i, "the word is LSN")(path, text)
    : [];

/** A file of tests asserts something. */
export const asserts: Law = (path, text) => {
  const tests = path.endsWith("_test.ts") && /\b(Deno\.test|it)\(/.test(text);
  return tests && !/\bassert\w*\(/.test(text) ? ["asserts nothing"] : [];
};

/** Every law, by its name. */
export const textLaws: Readonly<Record<string, Law>> = {
  isShort,
  isSnakeCase,
  saysWhyItIsLeft,
  hasNoDeadCode,
  namesNoMachine,
  namesNoRegistry,
  tellsNoStory,
  usesTheWords,
  asserts,
};

/** The law that no line matches. */
function forbids(pattern: RegExp, why: string): Law {
  return (_path, text) =>
    text.split("\n").flatMap((line, at) => {
      const found = pattern.exec(line);
      return found === null ? [] : [`line ${at + 1}: ${why}: ${found[0].trim()}`];
    });
}
