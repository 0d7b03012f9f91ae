/**
 * The parts of a view, each taken from its source when it is first touched.
 *
 * @module
 */
import type { SegmentId } from "../../model/terms.ts";
import { Answers } from "./answers.ts";
import { Backups } from "./backups.ts";
import { Branches } from "./branches.ts";
import { Cluster } from "./cluster.ts";
import { Commits } from "./commits.ts";
import { Config } from "./config.ts";
import { Copy } from "./copy.ts";
import { NO_RECOVERY, type Source } from "./facts.ts";
import { Families } from "./families.ts";
import { Faults } from "./faults.ts";
import { Geometry } from "./geometry.ts";
import { Instances } from "./instances.ts";
import { Life } from "./life.ts";
import { Log } from "./log.ts";
import { Points } from "./points.ts";
import { ReadViews } from "./read_views.ts";
import { Recoveries } from "./recoveries.ts";
import { Replicas } from "./replicas.ts";
import { Transactions } from "./transactions.ts";
import { Volumes } from "./volumes.ts";

/** What a view is made of. */
export class Parts {
  readonly #source: Source;
  readonly #copies = new Map<SegmentId, Copy>();
  /** What the writer was told by the copies. */
  readonly answers: Answers = new Answers((segment) => this.#source.acks(segment));
  #config: Config | undefined;
  #log: Log | undefined;
  #points: Points | undefined;
  #commits: Commits | undefined;
  #transactions: Transactions | undefined;
  #faults: Faults | undefined;
  #recoveries: Recoveries | undefined;
  #instances: Instances | undefined;
  #readViews: ReadViews | undefined;
  #cluster: Cluster | undefined;
  #life: Life | undefined;
  #replicas: Replicas | undefined;
  #geometry: Geometry | undefined;
  #backups: Backups | undefined;
  #branches: Branches | undefined;
  #volumes: Volumes | undefined;
  #families: Families | undefined;

  /** The parts of what the source tells, but for families that other views know, too. */
  constructor(source: Source, families?: Families) {
    this.#source = source;
    this.#families = families;
  }

  /** The shape of the volume. */
  get config(): Config {
    return this.#config ??= new Config(this.#source.config());
  }

  /** The log of the volume. */
  get log(): Log {
    return this.#log ??= new Log(this.#source.log());
  }

  /** The points that were announced. */
  get points(): Points {
    return this.#points ??= new Points(this.#source.points());
  }

  /** The commits of clients. */
  get commits(): Commits {
    return this.#commits ??= new Commits(this.#source.commits());
  }

  /** Transactions and their changes, where rollbacks can be seen. */
  get transactions(): Transactions {
    return this.#transactions ??= new Transactions(this.#source.transactions?.());
  }

  /** The read views that are open. */
  get readViews(): ReadViews {
    return this.#readViews ??= new ReadViews(this.#source.readViews?.());
  }

  /** What is out of order. */
  get faults(): Faults {
    return this.#faults ??= new Faults(this.#source.faults());
  }

  /** What recoveries did. */
  get recoveries(): Recoveries {
    return this.#recoveries ??= new Recoveries(this.#source.recoveries?.() ?? NO_RECOVERY);
  }

  /** Which node answers clients. */
  get instances(): Instances {
    return this.#instances ??= new Instances(this.#source.instances?.());
  }

  /** What a failover goes by, and where endpoints lead. */
  get cluster(): Cluster {
    return this.#cluster ??= new Cluster(this.#source.cluster?.());
  }

  /** What the cluster and its instances are said to be. */
  get life(): Life {
    return this.#life ??= new Life(this.#source.life?.());
  }

  /** What replicas know. */
  get replicas(): Replicas {
    return this.#replicas ??= new Replicas(this.#source.replicas?.());
  }

  /** The backups of the volume. */
  get backups(): Backups {
    return this.#backups ??= new Backups(this.#source.backups?.());
  }

  /** How large the volume may become, and where its pages lie. */
  get geometry(): Geometry {
    return this.#geometry ??= new Geometry(this.#source.geometry?.());
  }

  /** The branches of history. */
  get branches(): Branches {
    return this.#branches ??= new Branches(this.#source.branches?.());
  }

  /** Can anything be off the branch of now? Not where no backtrack was seen. */
  get mayHaveBranched(): boolean {
    return this.#branches !== undefined || this.#source.branches !== undefined;
  }

  /** The volumes by name, those of the other views among them. */
  get volumes(): Volumes {
    return this.#volumes ??= this.#source.volumes?.() ?? new Volumes();
  }

  /** Volumes that were cloned from one another, where the source knows of several. */
  get families(): Families | undefined {
    return this.#families ??= this.#source.families && new Families(this.#source.families());
  }

  /** One copy of a group. */
  copy(segment: SegmentId): Copy {
    let copy = this.#copies.get(segment);
    if (copy === undefined) {
      copy = new Copy(this.#source.segment(segment));
      this.#copies.set(segment, copy);
    }
    return copy;
  }

  /** The copies of which something was seen. */
  get copies(): ReadonlyMap<SegmentId, Copy> {
    return this.#copies;
  }

  /** Are there records that the log does not keep any more? One never touched keeps all. */
  get hasForgotten(): boolean {
    return this.#log?.hasForgotten ?? false;
  }
}
