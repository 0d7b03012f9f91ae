/**
 * Histories of crashes and recoveries, made step by step: a plain second model of the protocol, for
 * tests. It may make one mistake of the catalogue.
 *
 * @module
 */
import type { TraceEvent } from "../../traces/event.ts";
import {
  Copy,
  Instance,
  isQuorum,
  type Mistake,
  type Range,
  type Rec,
  type Shape,
} from "./_parties.ts";

/** LSN Allocation Limit of every history. */
export const LAL = 6;
const INSTANCES_MOST = 6;
/** One choice in so many. */
const RARE = 24;

/** One history, as far as it has got. */
export class History {
  readonly events: TraceEvent[] = [];
  readonly #shape: Shape;
  readonly #mistake: Mistake | undefined;
  readonly #copies: readonly Copy[];
  readonly #instances: Instance[] = [];
  #epoch = 1;

  /** A volume that is opened for the first time. */
  constructor(shape: Shape, mistake?: Mistake) {
    this.#shape = shape;
    this.#mistake = mistake;
    this.#copies = Object.entries(shape.groups)
      .flatMap(([pg, names]) => names.map((name) => new Copy(name, pg)));
    const first = new Instance("w1", 1);
    this.#instances.push(first);
    this.#open(first);
  }

  /** Takes one of the steps that are possible now. One of many is that an instance goes or comes. */
  step(choice: number): void {
    const isRare = choice % RARE === 0;
    const steps = [...isRare ? this.#changes() : this.#steps()];
    steps[Math.floor(choice / RARE) % steps.length]?.();
  }

  get #alive(): Instance[] {
    return this.#instances.filter(({ isGone }) => !isGone);
  }

  *#changes(): Generator<() => void> {
    const alive = this.#alive;
    if (alive.length > 1) { for (const one of alive) yield () => this.#crash(one); }
    if (alive.length < 3 && this.#instances.length < INSTANCES_MOST) yield () => this.#begin();
  }

  *#steps(): Generator<() => void> {
    for (const one of this.#alive) yield* one.isOpen ? this.#writing(one) : this.#recovering(one);
    for (const copy of this.#copies) {
      for (const peer of this.#copies) yield* this.#gossip(copy, peer);
    }
  }

  #says(event: TraceEvent): void {
    this.events.push(event);
  }

  #has(...mistakes: readonly Mistake[]): boolean {
    return this.#mistake !== undefined && mistakes.includes(this.#mistake);
  }

  #begin(): void {
    if (!this.#has("the same epoch twice") || this.#epoch === 1) this.#epoch++;
    const instance = new Instance(`w${this.#instances.length + 1}`, this.#epoch);
    this.#instances.push(instance);
    this.#says({ kind: "volume-epoch", vepoch: instance.epoch, instance: instance.name });
  }

  #crash(instance: Instance): void {
    instance.isGone = true;
    this.#says({ kind: "crash", node: instance.name });
  }

  *#writing(writer: Instance): Generator<() => void> {
    const groups = Object.keys(this.#shape.groups);
    for (const [i, size] of [[0, 1], [1, 1], [0, 2]] as const) {
      if (writer.next + size - 1 > writer.base + LAL) continue;
      yield () => this.#write(writer, [...groups, ...groups].slice(i, i + size));
    }
    for (const copy of this.#copies.filter(({ name }) => !writer.refusedBy.has(name))) {
      const record = writer.log.find(({ pg, lsn }) => pg === copy.pg && !copy.held.has(lsn));
      if (record !== undefined) yield () => this.#send(writer, copy, record);
    }
    const [answer, ...others] = writer.answers;
    if (answer !== undefined) {
      yield () => {
        writer.answers = others;
        this.#says({ kind: "ack", ...answer, vepoch: writer.epoch, by: writer.name });
        const { pg } = this.#copies.find(({ name }) => name === answer.seg)!;
        for (const event of writer.hear(answer, pg, this.#shape.write)) this.#says(event);
      };
    }
  }

  /** Writes a mini-transaction with a record for each of these groups. */
  #write(writer: Instance, groups: readonly string[]): void {
    for (const [i, pg] of groups.entries()) {
      const cpl = i === groups.length - 1;
      const vprev = writer.log.at(-1)?.lsn ?? 0;
      const prev = writer.log.findLast((record) => record.pg === pg)?.lsn ?? 0;
      const record: Rec = { lsn: writer.next++, pg, prev, vprev, cpl };
      const txn = `t${record.lsn}-${writer.name}`;
      const [lsn, by] = [BigInt(record.lsn), writer.name];
      const commit = { ...cpl && { txn, cpl, commit: true } };
      if (cpl) this.#says({ kind: "commit-requested", txn });
      const links = { prev: BigInt(prev), vprev: BigInt(vprev) };
      this.#says({ kind: "write", lsn, pg, ...links, ...commit, by });
      writer.log.push(record);
    }
  }

  #send(writer: Instance, copy: Copy, record: Rec): void {
    const lsn = BigInt(record.lsn);
    if (copy.epoch > writer.epoch && !this.#has("copies do not check epochs")) {
      writer.refusedBy.add(copy.name);
      this.#says({ kind: "fence", seg: copy.name, vepoch: writer.epoch, lsn });
      return;
    }
    if (copy.epoch < writer.epoch || !copy.isReady) this.#teach(writer, copy);
    if (!copy.store(record)) return;
    this.#says({ kind: "store", seg: copy.name, lsn, vepoch: writer.epoch });
    writer.answers.push({ seg: copy.name, lsn, scl: BigInt(copy.scl) });
  }

  /** A copy learns of an epoch, and with it of all that is annulled. */
  #teach(writer: Instance, copy: Copy): void {
    const isNews = copy.epoch < writer.epoch;
    if (copy.epoch > writer.epoch) return;
    const isForgotten = this.#has("epoch learned without the range") && copy.held.size > 0;
    if (isNews) this.#installed(writer, copy);
    this.#tell(writer, copy, isForgotten ? [] : writer.ranges);
  }

  #tell({ epoch }: Instance, copy: Copy, ranges: readonly Range[]): void {
    copy.learn(epoch, ranges);
    const told = { kind: "truncate", seg: copy.name, vepoch: epoch } as const;
    for (const { from, to } of ranges) this.#says({ ...told, from: BigInt(from), to: BigInt(to) });
  }

  #installed({ epoch, name }: Instance, copy: Copy): void {
    this.#says({ kind: "volume-epoch", vepoch: epoch, seg: copy.name, instance: name });
  }

  *#gossip(copy: Copy, peer: Copy): Generator<() => void> {
    if (copy === peer || copy.pg !== peer.pg || !copy.isReady || !peer.isReady) return;
    const isCareless = this.#has("gossip takes annulled records");
    if (copy.epoch !== peer.epoch && !isCareless) return;
    const record = [...peer.held.values()].find(({ lsn }) => !copy.held.has(lsn));
    if (record === undefined || copy.isAnnulled(record.lsn) && !isCareless) return;
    yield () => {
      copy.held.set(record.lsn, record);
      const [seg, from] = [copy.name, peer.name];
      this.#says({ kind: "gossip", seg, from, lsn: BigInt(record.lsn), vepoch: copy.epoch });
    };
  }

  *#recovering(instance: Instance): Generator<() => void> {
    const { write, read } = this.#shape;
    const { fenced, heard, range, epoch } = instance;
    const mine = this.#copies.filter((copy) => copy.epoch === epoch);
    const quorum = this.#has("epoch on too few copies") ? write - 1 : write;
    const isFenced = isQuorum(this.#shape, fenced, quorum);
    const isEnough = this.#has("epoch on too few copies") && isFenced;
    for (const copy of isEnough ? [] : this.#copies) {
      const isNew = copy.epoch < epoch ||
        copy.epoch === epoch && this.#has("the same epoch twice") && !fenced.has(copy.name);
      if (isNew && range === undefined) yield () => this.#fence(instance, copy);
    }
    if (range === undefined) {
      const isEarly = this.#has("read before the fence");
      if (!isEarly && !isFenced) return;
      for (const copy of isEarly ? this.#copies : mine) {
        if (!heard.has(copy.name)) {
          yield () => instance.ask(copy, this.#has("ranges without versions"));
        }
      }
      const needed = this.#has("too few responders") ? read - 1 : read;
      const isHeard = isQuorum(this.#heardOf, heard, needed);
      if (isHeard && isFenced) yield () => this.#compute(instance);
      return;
    }
    yield* instance.isCut ? this.#writingBack(instance, mine) : this.#truncating(instance, mine);
  }

  /** The groups of which a recovery waits for answers. */
  get #heardOf(): Shape {
    const [first] = Object.entries(this.#shape.groups);
    const isPart = this.#has("one group is not heard");
    return isPart ? { ...this.#shape, groups: Object.fromEntries([first!]) } : this.#shape;
  }

  #fence(instance: Instance, copy: Copy): void {
    copy.fence(instance.epoch);
    instance.fenced.add(copy.name);
    this.#installed(instance, copy);
  }

  #compute(instance: Instance): void {
    const { vcl, vdl } = instance.compute(this.#has("cut one CPL too low"));
    const from = this.#has("cut at VCL") ? vcl : vdl;
    const highest = Math.max(from, ...instance.seen.keys());
    const end = Math.max(from, ...instance.ranges.map(({ to }) => to));
    const to = this.#has("range ends with what was seen") ? highest : end + LAL;
    instance.cut({ from, to, epoch: instance.epoch }, { vcl, vdl });
  }

  *#truncating(instance: Instance, mine: readonly Copy[]): Generator<() => void> {
    const quorum = this.#has("epoch on too few copies") ? 1 : this.#shape.write;
    for (const copy of mine.filter(({ name }) => !instance.told.has(name))) {
      yield () => {
        this.#tell(instance, copy, this.#has("range in memory only") ? [] : instance.ranges);
        instance.told.add(copy.name);
        if (!isQuorum(this.#shape, instance.told, quorum) || instance.isCut) return;
        instance.isCut = true;
        this.#says(instance.recovery());
      };
    }
  }

  *#writingBack(instance: Instance, mine: readonly Copy[]): Generator<() => void> {
    const lacking = (record: Rec) =>
      mine.filter(({ pg, isReady, held }) => isReady && pg === record.pg && !held.has(record.lsn));
    const has = ({ lsn }: Rec) => this.#copies.filter(({ held }) => held.has(lsn)).length;
    for (const record of instance.log) {
      for (const copy of lacking(record)) yield () => this.#send(instance, copy, record);
    }
    const isBack = instance.log.every((record) => has(record) >= this.#shape.write);
    if (isBack || this.#has("no write-back")) yield () => this.#open(instance);
  }

  #open(instance: Instance): void {
    instance.open(this.#has("range given again"), this.#has("link into the range"));
    const { name, epoch } = instance;
    this.#says({ kind: "open", instance: name, role: "writer", vepoch: epoch });
  }
}
