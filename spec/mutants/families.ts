/**
 * Mistakes in a family of volumes: in what a clone begins with, and in who has which page.
 *
 * @module
 */
import { assign } from "xstate";
import { branch, forked } from "../../model/family/branch.ts";
import type { FamilyBounds } from "../../model/family/bounds.ts";
import type { FamilyMachines } from "../../model/family/family.ts";
import {
  pagesInUse,
  physicalName,
  referrers,
  rewound,
  rootOf,
} from "../../model/family/page_table.ts";
import { pages, type PagesContext, type PagesEvent } from "../../model/family/pages.ts";
import type { VolumeId } from "../../model/terms.ts";
import { without } from "../../model/without.ts";
import type { Mutant } from "./mutant.ts";

/** A mistake in a family. */
interface FamilyMutant extends Mutant {
  /** The machines with the mistake. */
  machines(bounds: FamilyBounds): Partial<FamilyMachines>;
}

type Rules = Parameters<ReturnType<typeof pages>["provide"]>[0];

/** The pages with other rules. */
const withRules = (rules: Rules): FamilyMutant["machines"] => ({ sharing }) => ({
  pages: pages(sharing).provide(rules),
});

/** Is the page that is written shared, and the volume no exception? */
const sharedUnless =
  (excepts: (context: PagesContext, volume: VolumeId) => boolean) =>
  ({ context, event }: { readonly context: PagesContext; readonly event: PagesEvent }) => {
    if (event.type !== "apply" || excepts(context, event.volume)) return false;
    return referrers(context, context.pointers[event.volume]![event.page]!).length > 1;
  };

/** The mistakes. */
export const familyMutants: readonly FamilyMutant[] = [
  {
    name: "clone-writes-in-place",
    number: 94,
    says: "A clone writes to the page that it shares, and its source sees it.",
    rule: "pages.isShared",
    scope: "clone",
    caughtBy: "K1",
    machines: withRules({
      guards: { isShared: sharedUnless(({ sources }, volume) => sources[volume] !== undefined) },
    }),
  },
  {
    name: "source-writes-in-place",
    number: 95,
    says: "The first volume writes to its own page, though a clone points at it.",
    rule: "pages.isShared",
    scope: "clone",
    caughtBy: "K1",
    machines: withRules({
      guards: { isShared: sharedUnless(({ sources }, volume) => sources[volume] === undefined) },
    }),
  },
  {
    name: "clone-of-clone-by-reference",
    number: 97,
    says: "A clone of a clone has no pointers of its own, but looks at those of its source.",
    rule: "pages.point",
    scope: "clone-of-clone",
    caughtBy: "K1",
    machines: withRules({
      actions: {
        point: assign(({ context: { pointers, sources }, event }) => {
          if (event.type !== "apply") return {};
          const { volume, page, lsn } = event;
          const looks = (other: VolumeId) =>
            other === volume || sources[other] === volume && sources[volume] !== undefined;
          const moved = Object.entries(pointers).map(([other, own]) =>
            [
              other,
              looks(other) ? { ...own, [page]: physicalName(volume, page, lsn) } : own,
            ] as const
          );
          return { pointers: Object.fromEntries(moved) };
        }),
      },
    }),
  },
  {
    name: "clone-at-vcl",
    number: 96,
    says: "A clone begins at the VCL of its source, inside a mini-transaction.",
    rule: "branch.forkAtVdl",
    scope: "clone",
    caughtBy: "K2",
    machines: () => ({
      branch: branch.provide({
        actions: {
          forkAtVdl: assign(({ event }) =>
            event.type === "clone" ? forked(event.of, event.source, event.source.vcl) : {}
          ),
        },
      }),
    }),
  },
  {
    name: "clone-of-what-the-source-wrote",
    says: "A clone gets the pages that its source wrote itself, and not what that has by cloning.",
    rule: "pages.sharePointers",
    scope: "clone-of-clone",
    caughtBy: "K2",
    machines: withRules({
      actions: {
        sharePointers: assign(({ context: { pointers }, event }) => {
          if (event.type !== "clone") return {};
          const own = Object.entries(pointers[event.of] ?? {})
            .filter(([page, physical]) => physical.startsWith(`${event.of}.${page}.`));
          return { pointers: { ...pointers, [event.volume]: Object.fromEntries(own) } };
        }),
      },
    }),
  },
  {
    name: "free-though-a-clone-points-at-it",
    number: 53,
    says: "A page is freed once the volume that wrote it first points at another one.",
    rule: "pages.isUnreferenced",
    scope: "clone",
    caughtBy: "K3",
    machines: withRules({
      guards: {
        isUnreferenced: ({ context, event }) =>
          event.type === "free" && context.contents[event.physical] !== undefined &&
          !referrers(context, event.physical).some((volume) =>
            event.physical.startsWith(`${volume}.`)
          ),
      },
    }),
  },
  {
    name: "pages-of-the-deleted-stay",
    says: "What a deleted volume wrote is never freed.",
    rule: "pages.isUnreferenced",
    scope: "clone",
    caughtBy: "K3",
    machines: withRules({
      guards: {
        isUnreferenced: ({ context, event }) =>
          event.type === "free" && context.contents[event.physical] !== undefined &&
          referrers(context, event.physical).length === 0 &&
          Object.keys(context.pointers).some((volume) => event.physical.startsWith(`${volume}.`)),
      },
    }),
  },
  {
    name: "shared-pages-charged-to-each",
    number: 100,
    says: "A page that several volumes share is charged once for each of them.",
    rule: "pages.charge",
    scope: "clone",
    caughtBy: "K3",
    machines: withRules({
      actions: {
        charge: assign(({ context }) => {
          const charged = pagesInUse({ ...context, pointers: {} });
          for (const [volume, own] of Object.entries(context.pointers)) {
            const root = rootOf(context, volume);
            charged[root] = (charged[root] ?? 0) + Object.keys(own).length;
          }
          return { charged };
        }),
      },
    }),
  },
  {
    name: "deletion-frees-what-is-shared",
    number: 98,
    says: "A volume that is deleted takes its pages along, whoever else points at them.",
    rule: "pages.dropPointers",
    scope: "clone",
    caughtBy: "K4",
    machines: withRules({
      actions: {
        dropPointers: assign(({ context: { pointers, contents }, event }) => {
          if (event.type !== "delete") return {};
          const own = Object.values(pointers[event.volume] ?? {});
          return {
            pointers: without(pointers, event.volume),
            contents: own.reduce(without<readonly bigint[]>, contents),
          };
        }),
      },
    }),
  },
  {
    name: "clone-limit-ignored",
    number: 99,
    says: "The clone after the last that may share pages shares them, too.",
    rule: "pages.mayShare",
    scope: "clone",
    caughtBy: "K5",
    machines: withRules({ guards: { mayShare: () => true } }),
  },
  {
    name: "clone-rewound-with-its-source",
    number: 93,
    says: "A volume that is rewound changes its pages in place, whoever shares them.",
    rule: "pages.rewindPages",
    scope: "clone-rewound",
    caughtBy: "B6",
    machines: withRules({
      actions: {
        rewindPages: assign(({ context, event }) =>
          event.type === "rewind" ? rewound(context, event.volume, event.to, () => true) : {}
        ),
      },
    }),
  },
  {
    name: "clone-rewound-to-before-its-birth",
    says: "A clone is rewound to what its source was before it was cloned.",
    rule: "branch.isAfterBirth",
    scope: "clone-rewound",
    caughtBy: "B6",
    machines: () => ({ branch: branch.provide({ guards: { isAfterBirth: () => true } }) }),
  },
];
