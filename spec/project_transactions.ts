/**
 * What the log of a writer shows of transactions: what they changed, and how they ended.
 *
 * @module
 */
import type { LocalState, World } from "../model/explore/system.ts";
import type { StorageSystem } from "../model/system.ts";
import type { RedoRecord, TxnId } from "../model/terms.ts";
import { log } from "./project_writers.ts";
import { lastRecovery, scribeIn } from "./recovered.ts";
import type { TransactionFacts } from "./view/facts.ts";

const NOBODYS: Readonly<Record<TxnId, TransactionFacts>> = {};

/** The transactions that changed something. */
export function transactionsIn(
  system: StorageSystem,
  world: World,
): Readonly<Record<TxnId, TransactionFacts>> {
  const facts = world.part(scribeIn(system, world), transactions);
  if (facts === NOBODYS || lastRecovery(system, world) === undefined) return facts;
  const owed = world.part("recovery", inFlight);
  return Object.fromEntries(
    Object.entries(facts).map(([txn, one]) => [
      txn,
      owed.includes(txn) ? { ...one, owed: true as const } : one,
    ]),
  );
}

/** What is left to undo, once the volume is open: whoever crashed before that owes nothing. */
const inFlight = (recovery: LocalState): readonly TxnId[] =>
  recovery.matches("open")
    ? recovery.context.inFlight.map(({ txn }: { readonly txn: TxnId }) => txn)
    : [];

const transactions = (writer: { readonly context: { readonly log: readonly RedoRecord[] } }) => {
  const records = log(writer as Parameters<typeof log>[0]);
  const names = new Set(records.flatMap(({ txn }) => txn ?? []));
  if (names.size === 0) return NOBODYS;
  return Object.fromEntries([...names].map((txn) => [txn, factsOf(txn, records)]));
};

function factsOf(txn: TxnId, records: readonly RedoRecord[]): TransactionFacts {
  const own = records.filter((record) => record.txn === txn);
  const undoing = (lsn: bigint) => own.find(({ undoes }) => undoes === lsn)?.lsn;
  const changes = own.filter(({ undoes }) => undoes === undefined).map(({ lsn }) => {
    const undone = undoing(lsn);
    return { lsn, ...undone !== undefined && { undone } };
  });
  const commit = records.find(({ commits }) => commits === txn)?.lsn;
  const isOver = changes.every(({ undone }) => undone !== undefined);
  return {
    changes,
    ...commit !== undefined && { commit },
    ...isOver && { over: own.at(-1)!.lsn },
  };
}
