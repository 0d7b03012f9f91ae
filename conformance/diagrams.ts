/**
 * The diagrams in a README: between `<!-- diagram SCOPE/MUTANT/MOVE,... -->` and
 * `<!-- /diagram -->`, the path that the marker names, and always current.
 *
 * @module
 */
import { decodeTrail } from "../model/explore/mod.ts";
import { invariants } from "../spec/invariants/all.ts";
import { textFor } from "./forms.ts";
import { mutantNamed } from "./mutants.ts";
import { played } from "./replay.ts";

const DIAGRAM = /<!-- diagram (\S+) -->(?:(?!<!-- diagram )[^])*?<!-- \/diagram -->/g;

/** A README with its diagrams as they are now. */
export function updateDiagrams(readme: string): string {
  return readme.replace(
    DIAGRAM,
    (_, trail: string) =>
      `<!-- diagram ${trail} -->\n\n\`\`\`mermaid\n${drawn(trail)}\`\`\`\n\n<!-- /diagram -->`,
  );
}

function drawn(trail: string): string {
  const { system: scope, variant, path } = decodeTrail(trail);
  const mutant = variant === undefined ? undefined : mutantNamed(variant);
  const { shown } = played({ scope, mutant, path, claims: invariants });
  return textFor("path.mmd", shown);
}
