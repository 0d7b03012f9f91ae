/**
 * The pages of a family of volumes: what each volume points at, what is shared and copied on write,
 * what is free again. Source: User Guide (Cloning a volume); the reference sets are derived.
 *
 * @module
 */
import { assign, setup } from "xstate";
import type { Lsn, PageId, PhysicalId, VolumeId } from "../terms.ts";
import {
  copied,
  pagesInUse,
  type PageTable,
  physicalName,
  referrers,
  rewound,
  rootOf,
  sharersIn,
} from "./page_table.ts";
import { without } from "../without.ts";

/** What is known of pages. */
export interface PagesContext extends PageTable {
  /** How many physical pages each family is charged for, by its first volume. */
  readonly charged: Readonly<Record<VolumeId, number>>;
}

/** What happens to pages. */
export type PagesEvent =
  | { readonly type: "create" | "delete"; readonly volume: VolumeId }
  | { readonly type: "clone"; readonly of: VolumeId; readonly volume: VolumeId }
  | ApplyEvent
  | { readonly type: "rewind"; readonly volume: VolumeId; readonly to: Lsn }
  | { readonly type: "free"; readonly physical: PhysicalId };

/** A record of a volume is applied to its page. */
export interface ApplyEvent {
  /** The event. */
  readonly type: "apply";
  /** The volume. */
  readonly volume: VolumeId;
  /** Its page. */
  readonly page: PageId;
  /** The record. */
  readonly lsn: Lsn;
}

/** The physical page that an event is about, if the volume has one. */
function targetOf({ pointers }: PageTable, event: PagesEvent): PhysicalId | undefined {
  return event.type === "apply" ? pointers[event.volume]?.[event.page] : undefined;
}

/** The pages of families of which so many clones may share pages at once. */
export const pages = (sharing: number) =>
  setup({
    types: { context: {} as PagesContext, events: {} as PagesEvent },
    guards: {
      isNew: ({ context, event }) => targetOf(context, event) === undefined,
      isShared: ({ context, event }) => referrers(context, targetOf(context, event)!).length > 1,
      mayShare: ({ context, event }) =>
        event.type === "clone" && sharersIn(context, rootOf(context, event.of)).length < sharing,
      isUnreferenced: ({ context, event }) =>
        event.type === "free" && context.contents[event.physical] !== undefined &&
        referrers(context, event.physical).length === 0,
    },
    actions: {
      beginTable: assign(({ context: { pointers }, event }) =>
        event.type === "create" ? { pointers: { ...pointers, [event.volume]: {} } } : {}
      ),
      // A new page starts as the one that it takes the place of.
      allocate: assign(({ context, event }) => {
        if (event.type !== "apply") return {};
        const old = context.contents[targetOf(context, event) ?? ""] ?? [];
        const name = physicalName(event.volume, event.page, event.lsn);
        return { contents: { ...context.contents, [name]: old } };
      }),
      point: assign(({ context: { pointers }, event }) => {
        if (event.type !== "apply") return {};
        const { volume, page, lsn } = event;
        const own = { ...pointers[volume], [page]: physicalName(volume, page, lsn) };
        return { pointers: { ...pointers, [volume]: own } };
      }),
      change: assign(({ context, event }) => {
        const target = targetOf(context, event)!;
        const held = context.contents[target] ?? [];
        return event.type === "apply"
          ? { contents: { ...context.contents, [target]: [...held, event.lsn] } }
          : {};
      }),
      sharePointers: assign(({ context: { pointers }, event }) =>
        event.type === "clone"
          ? { pointers: { ...pointers, [event.volume]: pointers[event.of] ?? {} } }
          : {}
      ),
      joinFamily: assign(({ context: { sources }, event }) =>
        event.type === "clone" ? { sources: { ...sources, [event.volume]: event.of } } : {}
      ),
      copyPages: assign(({ context, event }) =>
        event.type === "clone" ? copied(context, event.of, event.volume) : {}
      ),
      rewindPages: assign(({ context, event }) =>
        event.type === "rewind" ? rewound(context, event.volume, event.to) : {}
      ),
      dropPointers: assign(({ context: { pointers }, event }) =>
        event.type === "delete" ? { pointers: without(pointers, event.volume) } : {}
      ),
      forgetPage: assign(({ context: { contents }, event }) =>
        event.type === "free" ? { contents: without(contents, event.physical) } : {}
      ),
      charge: assign(({ context }) => ({ charged: pagesInUse(context) })),
    },
  }).createMachine({
    id: "pages",
    context: { pointers: {}, contents: {}, sources: {}, charged: {} },
    on: {
      create: { actions: ["beginTable", "charge"] },
      apply: [
        { guard: "isNew", actions: ["allocate", "point", "change", "charge"] },
        { guard: "isShared", actions: ["allocate", "point", "change", "charge"] },
        { actions: "change" },
      ],
      clone: [
        { guard: "mayShare", actions: ["sharePointers", "joinFamily", "charge"] },
        { actions: ["copyPages", "charge"] },
      ],
      rewind: { actions: ["rewindPages", "charge"] },
      delete: { actions: ["dropPointers", "charge"] },
      free: { guard: "isUnreferenced", actions: "forgetPage" },
    },
  });
