import { describe } from "@std/testing/bdd";
import fc from "fast-check";
import { bare, machineLaws, type Types } from "../_machine_laws.ts";
import { branch, type BranchEvent } from "./branch.ts";
import { pages, type PagesEvent } from "./pages.ts";

const branchTypes: Types<BranchEvent> = {
  create: true,
  clone: true,
  allocate: true,
  complete: true,
  apply: true,
  read: true,
  delete: true,
  rewind: true,
};
const pagesTypes: Types<PagesEvent> = {
  create: true,
  clone: true,
  apply: true,
  delete: true,
  rewind: true,
  free: true,
};
const source = { log: [{ lsn: 1n, prev: 0n, page: "x", cpl: true }], vcl: 1n, vdl: 1n };

describe("each machine of a family", () => {
  machineLaws("branch", {
    make: () => branch,
    types: branchTypes,
    events: fc.oneof(
      bare({ create: 1, complete: 1, apply: 1, read: 1, delete: 1 }),
      fc.constantFrom(["x"], ["x", "y"]).map((pages) => ({ type: "allocate", pages })),
      fc.constant({ type: "clone", of: "v1", source }),
    ),
  });
  machineLaws("pages", {
    make: () => pages(1),
    types: pagesTypes,
    events: fc.oneof(
      fc.tuple(fc.constantFrom("create", "delete"), fc.constantFrom("v1", "v2", "v3"))
        .map(([type, volume]) => ({ type, volume })),
      fc.constantFrom("v2", "v3").map((volume) => ({ type: "clone", of: "v1", volume })),
      fc.tuple(fc.constantFrom("v1", "v2"), fc.constantFrom(1n, 2n))
        .map(([volume, lsn]) => ({ type: "apply", volume, page: "x", lsn })),
      fc.constantFrom("v1.x.1", "v2.x.2").map((physical) => ({ type: "free", physical })),
    ),
  });
});
