/** Verdicts that are known: published, or argued beside each. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { System } from "../system.ts";
import { allocator, needsOf } from "../toys/allocator.ts";
import { diningPhilosophers, oneLeftHanded } from "../toys/dining_philosophers.ts";
import { lock } from "../toys/lock.ts";
import { names } from "../toys/names.ts";
import { peterson } from "../toys/peterson.ts";
import { privileged, selfStabilizingRing } from "../toys/self_stabilizing_ring.ts";
import { tokenRing } from "../toys/token_ring.ts";
import { twoPhaseCommit } from "../toys/two_phase_commit.ts";
import type { Situation } from "../watch.ts";
import { type Fairness, strong, strongEach, weak, weakEach } from "./fairness.ts";
import { checkLiveness, type LivenessVerdict } from "./liveness.ts";
import { alwaysEventually, eventuallyAlways, leadsTo, type LivenessProperty } from "./property.ts";

const is = (actor: string, state: string | object): Situation => (world) =>
  world.state(actor).matches(state);

function verdicts(
  system: System,
  properties: readonly LivenessProperty[],
  fairness: readonly Fairness[],
): readonly LivenessVerdict[] {
  return checkLiveness(system, { properties, fairness }).verdicts;
}

/** The verdict that all properties share, or all of them. */
function verdict(...check: Parameters<typeof verdicts>): string {
  return [...new Set(verdicts(...check).map(({ verdict }) => verdict))].join();
}

describe("the allocator of the TLA+ Examples", () => {
  const clients = names("client", 3);
  const obtain = clients.flatMap((client) =>
    names("r", 2).map((resource) =>
      leadsTo(
        `${client} obtains ${resource}`,
        (world) => needsOf(world, client).wanted.includes(resource),
        (world) => needsOf(world, client).held.includes(resource),
      )
    )
  );
  const eachClient = (fair: typeof weak, ...deeds: string[]) =>
    clients.map((client) => fair(deeds.map((deed) => `${client}.${deed}`)));
  const returnsAll = eachClient(weak, "ends.*", "gives.up.*");

  // TLC's verdicts. Source: Merz, "The specification language TLA+", 2008, sections 2.3 and 6.
  const published: readonly [string, readonly Fairness[], string][] = [
    [
      "is live if allocation to each client is strongly fair",
      [...returnsAll, ...eachClient(strong, "gets.*")],
      "holds",
    ],
    [
      "is live if that of each resource to each client is",
      [...returnsAll, strongEach(["*.gets.r1", "*.gets.r2"])],
      "holds",
    ],
    [
      "starves a client if allocation to each client is weakly fair",
      [...returnsAll, ...eachClient(weak, "gets.*")],
      "violated",
    ],
    [
      "starves a client if allocation to any client is strongly fair, as one action",
      [...returnsAll, strong("*.gets.*")],
      "violated",
    ],
    [
      "blocks if clients return what they hold only after they got all they want",
      [...eachClient(weak, "ends.*"), ...eachClient(strong, "gets.*")],
      "violated",
    ],
  ];
  for (const [what, fairness, expected] of published) {
    it(what, () => assertEquals(verdict(allocator(3, 2), obtain, fairness), expected));
  }

  it("meets its other two properties", () => {
    const others = clients.flatMap((client) => {
      const wantsNothing: Situation = (world) => needsOf(world, client).wanted.length === 0;
      const holdsNothing: Situation = (world) => needsOf(world, client).held.length === 0;
      return [
        leadsTo(`${client} will return`, wantsNothing, holdsNothing),
        alwaysEventually(`${client} is satisfied`, wantsNothing),
      ];
    });
    const fairness = [...returnsAll, ...eachClient(strong, "gets.*")];
    assertEquals(verdict(allocator(3, 2), others, fairness), "holds");
  });

  it("starves one client by another that comes again and again, in the shortest way there is", () => {
    const [{ lasso }] = verdicts(allocator(3, 2), obtain, [
      ...returnsAll,
      ...eachClient(weak, "gets.*"),
    ]) as [LivenessVerdict];
    assertEquals([lasso?.stem, lasso?.cycle], [
      ["client1.requests.r1"],
      ["client2.requests.r1", "client2.gets.r1", "client2.ends.r1"],
    ]);
  });
});

describe("mutual exclusion", () => {
  const getsIn = names("thread", 2).map((thread) =>
    alwaysEventually(thread, is(thread, "holding"))
  );
  const enters = ["p1", "p2"].map((p) => leadsTo(p, is(p, "asking"), is(p, "critical")));

  // Source: Wayne, "Learn TLA+": the property is violated with fair, and holds with fair+.
  it("by a lock starves a thread under weak fairness, not under strong fairness", () => {
    const threads = (fair: typeof weak) => names("thread", 2).map((name) => fair(`${name}.*`));
    assertEquals(verdict(lock(2), getsIn, threads(weak)), "violated");
    assertEquals(verdict(lock(2), getsIn, threads(strong)), "holds");
    assertEquals(verdict(lock(2), getsIn, [weakEach("*"), strongEach("*.gets")]), "holds");
    assertEquals(verdict(lock(2), getsIn, [weakEach("*"), strong("*.gets")]), "violated");
    assertEquals(verdicts(lock(2), getsIn, [weakEach("*")])[0]?.lasso?.cycle, [
      "thread2.gets",
      "thread2.releases",
      "thread2.resets",
    ]);
  });

  it("by Peterson's algorithm starves nobody under weak fairness: whoever asks gets in", () => {
    const processes = [weak("p1.*"), weak("p2.*")];
    assertEquals(verdict(peterson(), enters, processes), "holds");
    // Nobody has to ask.
    const onceAsked = [weakEach(({ name }) => !name.endsWith("asks"))];
    assertEquals(verdict(peterson(), enters, onceAsked), "holds");
    const asks = [leadsTo("p1 gets in", () => true, is("p1", "critical"))];
    assertEquals(verdicts(peterson(), asks, onceAsked)[0]?.lasso?.stem, []);
  });

  it("by Peterson's algorithm stops where it likes without fairness", () => {
    assertEquals(verdict(peterson(), enters, []), "violated");
    const { stem, cycle } = verdicts(peterson(), enters, [])[0]!.lasso!;
    assertEquals([stem, cycle], [["p1.asks"], []]);
  });

  it("by Peterson's algorithm needs the fairness of both: one may ask and stop", () => {
    const { stem, cycle } = verdicts(peterson(), enters, [weak("p1.*")])[0]!.lasso!;
    const asks = ["p1.asks", "p1.announces", "p1.yields", "p2.asks", "p2.announces"];
    assertEquals([stem, cycle], [asks, []]);
  });
});

describe("dining philosophers", () => {
  const eats = names("philosopher", 4).map((name) =>
    leadsTo(`${name} eats`, is(name, "reaching"), is(name, "eating"))
  );

  it("who all hold one fork stay so, however fair they are", () => {
    const { stem, cycle } = verdicts(diningPhilosophers(4), eats, [strongEach("*")])[0]!.lasso!;
    assertEquals([stem.length, cycle], [4, []]);
  });

  it("one of them left-handed, may starve if a neighbour is always quicker", () => {
    // The second fork of the first philosopher is the first or second one of a neighbour.
    const { stem, cycle } = verdicts(oneLeftHanded(4), eats, [weakEach("*")])[0]!.lasso!;
    assertEquals(stem, ["philosopher1.takes.fork1"]);
    assertEquals(cycle, [
      "philosopher2.takes.fork2",
      "philosopher2.takes.fork3",
      "philosopher2.eats",
    ]);
  });

  it("one of them left-handed, all eat again and again if taking a fork is strongly fair", () => {
    const again = names("philosopher", 4).map((name) => alwaysEventually(name, is(name, "eating")));
    const fairness = [weakEach("*.eats"), strongEach("*.takes.*")];
    assertEquals(verdict(oneLeftHanded(4), [...eats, ...again], fairness), "holds");
  });
});

describe("a token ring", () => {
  const getsIn = names("station", 3).map((station) =>
    leadsTo(station, is(station, { work: "waiting" }), is(station, { work: "critical" }))
  );
  const works = [weakEach("*.enters"), weakEach("*.leaves")];
  const starts = weak("*.starts");

  it("serves every station if passing the token is strongly fair", () => {
    assertEquals(
      verdict(tokenRing(3), getsIn, [...works, starts, strongEach("*.passes")]),
      "holds",
    );
  });

  it("starves a station if it is weakly fair: the holder wants to work again each time", () => {
    const fairness = [...works, starts, weakEach("*.passes")];
    assertEquals(verdict(tokenRing(3), getsIn, fairness), "violated");
    const { stem, cycle } = verdicts(tokenRing(3), getsIn, fairness)[0]!.lasso!;
    assertEquals([stem, cycle], [
      ["station1.wants", "station2.starts"],
      ["station2.wants", "station2.enters", "station2.leaves"],
    ]);
  });

  it("waits for ever if nobody must put down the token", () => {
    const fairness = [...works, strongEach("*.passes")];
    const { cycle } = verdicts(tokenRing(3), getsIn, fairness)[0]!.lasso!;
    assertEquals(cycle, []);
  });
});

describe("a self-stabilizing ring", () => {
  const stabilizes = (size: number) =>
    eventuallyAlways("one has the privilege", (at) => privileged(at, size).length === 1);
  const moves = [weak("begins.*"), weak("*.moves")];

  // As many numbers as nodes but one are enough, and fewer are not. Source: Fokkink, Hoepman and
  // Pang, "A note on K-state self-stabilization in a ring with K=N", 2005.
  for (
    const [size, numbers, expected] of [
      [3, 2, "holds"],
      [4, 2, "violated"],
      [4, 3, "holds"],
      [5, 3, "violated"],
      [5, 4, "holds"],
    ] as const
  ) {
    it(`of ${size} with ${numbers} numbers: ${expected}`, () => {
      assertEquals(
        verdict(selfStabilizingRing(size, numbers), [stabilizes(size)], moves),
        expected,
      );
    });
  }

  it("with too few numbers, moves for ever with more than one privilege", () => {
    const { stem, cycle } = verdicts(selfStabilizingRing(4, 2), [stabilizes(4)], moves)[0]!.lasso!;
    assertEquals(stem, ["begins.0.1.0.0"]);
    const around = ["node3.moves", "node2.moves", "node1.moves", "node4.moves"];
    assertEquals(cycle, [...around, ...around]);
  });

  it("stops where it likes without fairness", () => {
    assertEquals(
      verdict(selfStabilizingRing(3, 2), [stabilizes(3)], [weak("*.moves")]),
      "violated",
    );
    assertEquals(
      verdict(selfStabilizingRing(3, 2), [stabilizes(3)], [weak("begins.*")]),
      "violated",
    );
  });
});

describe("two-phase commit", () => {
  const done: Situation = (world) =>
    names("rm", 3).every((rm) => ["committed", "aborted"].includes(String(world.state(rm).value)));
  const stays = [eventuallyAlways("all are done", done)];
  const ends = [leadsTo("a decision is carried out", (at) => !is("tm", "collecting")(at), done)];

  it("ends after the decision if each message arrives that still matters", () => {
    // A message may arrive again for ever: that changes nothing, so it takes no action.
    const arrive = [weakEach("rm*.commit"), weakEach("rm*.abort")];
    assertEquals(verdict(twoPhaseCommit(3), ends, arrive), "holds");
    assertEquals(verdict(twoPhaseCommit(3), ends, arrive.slice(1)), "violated");
    assertEquals(verdict(twoPhaseCommit(3), ends, []), "violated");
  });

  it("stays decided, if somebody decides", () => {
    const arrive = [weakEach("rm*.commit"), weakEach("rm*.abort")];
    assertEquals(verdict(twoPhaseCommit(3), stays, arrive), "violated");
    assertEquals(verdict(twoPhaseCommit(3), stays, [...arrive, weak("tm.decideAbort")]), "holds");
  });

  it("need not decide: whoever waits for a manager that may be silent waits for ever", () => {
    const decides = [
      leadsTo("decides", is("rm1", "prepared"), (at) => !is("tm", "collecting")(at)),
    ];
    assertEquals(verdict(twoPhaseCommit(3), decides, [weak("tm.decideCommit")]), "violated");
    assertEquals(verdict(twoPhaseCommit(3), decides, [weak("tm.decideAbort")]), "holds");
  });
});
