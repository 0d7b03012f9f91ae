import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { CLONED_PAGE, shows } from "./fixtures.ts";

/** Storage that is shared has no owner: it is there as long as anybody needs it, and paid for once. */
export const pageIsFreedWhenNobodyPointsAtIt: Invariant = claim({
  id: "page-is-freed-when-nobody-points-at-it",
  code: "K3",
  says: "A physical page is freed only if no page of any volume points at it, when nothing is in " +
    "flight any more each such page is free, and a family of volumes is charged for a physical page " +
    "once, however many of them point at it.",
  source: "User Guide (Cloning a volume; the sets of those who point at a page are derived)",
  needs: [["page"], ["free", "usage"], ["delete-volume"]],
  on: ["free", "usage", "end"],
  holds: shows(
    "write,clone,page,free,usage,delete-volume",
    ...CLONED_PAGE,
    "usage of=v1 pages=1",
    "page page=7 physical=B volume=v1",
    "usage of=v1 pages=2",
    "delete-volume name=v2",
    "free physical=A",
  ),
  breaks: shows(
    "write,clone,page,free,delete-volume",
    ...CLONED_PAGE,
    "page page=7 physical=B volume=v1",
    "free physical=A",
  ),
  check(view, event) {
    switch (event.kind) {
      case "free":
        return freed(view, event);
      case "usage":
        return charged(view, event);
      case "end":
        return left(view);
    }
  },
});

function freed({ families }: View, { physical }: EventOf<"free">): Finding {
  const [volume] = families?.referrers(physical) ?? [];
  if (volume === undefined) return 1;
  return {
    why: `physical page ${physical} is freed, but ${volume} points at it`,
    given: [`a page of ${volume} points at ${physical}`],
    so: [
      `${physical} is what ${volume} has of that page`,
      `free, it holds nothing: a contradiction`,
    ],
    field: "physical",
  };
}

/** What is not free yet may be charged, too. Without sight of the first pages, more may be there. */
function charged(view: View, { of, pages }: EventOf<"usage">): Finding {
  const { families } = view;
  if (families === undefined) return 0;
  const root = families.rootOf(of);
  const used = families.inUse(root).size;
  const most = used + families.garbage(root).length;
  const isKnown = view.sees("free") && families.of(root).isWhole;
  if (pages >= used && (pages <= most || !isKnown)) return isKnown ? 1 : 0;
  const few = pages < used;
  return {
    why: `the family of ${of} is charged for ${pages} physical pages, but has ${few ? used : most}`,
    given: [
      `the volumes of the family of ${of} point at ${used} physical pages`,
      ...few ? [] : [`${most - used} more are not free yet`],
    ],
    so: [
      `a page that several volumes share is charged once`,
      `that makes ${few ? "no fewer than" : "no more than"} ${
        few ? used : most
      } pages, and ${pages} ` +
      `are charged: a contradiction`,
    ],
    field: "pages",
  };
}

function left(view: View): Finding {
  // Each view of a trace of several volumes hears of the end.
  if (view.families === undefined || view.isOfOne || !view.sees("free")) return 0;
  // A volume that was cloned before the trace began may still point at it.
  const { families } = view;
  const physical = families.garbage().find((one) => families.of(families.familyOf(one)!).isWhole);
  if (physical === undefined) return 0;
  return {
    why: `physical page ${physical} is not free at the end, though no volume points at it`,
    given: [`no page of any volume points at ${physical}`, "nothing is in flight any more"],
    so: [
      `nobody will ask for ${physical} again, and nobody is left to free it`,
      `what nobody points at is freed: a contradiction`,
    ],
  };
}
