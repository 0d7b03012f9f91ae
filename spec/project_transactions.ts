/**
 * What the log of a writer shows of transactions: what they changed, and how they ended.
 *
 * @module
 */
import type { LocalState, World } from "../model/explore/system.ts";
import type { StorageSystem } from "../model/system.ts";
import type { Lsn, RedoRecord, TxnId } from "../model/terms.ts";
import { log, logIn } from "./project_writers.ts";
import { lastRecovery, scribeIn } from "./recovered.ts";
import type { TransactionFacts } from "./view/facts.ts";

const NOBODYS: Readonly<Record<TxnId, TransactionFacts>> = {};

/** The transactions that changed something. */
export function transactionsIn(
  system: StorageSystem,
  world: World,
): Readonly<Record<TxnId, TransactionFacts>> {
  const { recovery, background } = system.bounds;
  const facts = recovery && background
    ? transactionsOf(logIn(system, world))
    : world.part(scribeIn(system, world), transactions);
  const after = lastRecovery(system, world);
  // Whoever crashed before the volume was open owes nothing.
  if (facts === NOBODYS || after === undefined || !world.part("recovery", isOpen)) return facts;
  return Object.fromEntries(
    Object.entries(facts).map(([txn, one]) => [
      txn,
      isOwed(one, after.vdl) ? { ...one, owed: true as const } : one,
    ]),
  );
}

/** Did a recovery leave it without an end, and is it not rolled back yet? */
function isOwed({ changes, commit, over }: TransactionFacts, vdl: Lsn): boolean {
  return over === undefined && (commit === undefined || commit > vdl) &&
    changes.some(({ lsn }) => lsn <= vdl);
}

const isOpen = (recovery: LocalState): boolean => recovery.matches("open");

const transactions = (writer: Parameters<typeof log>[0]) => transactionsOf(log(writer));

const transactionsOf = (records: readonly RedoRecord[]) => {
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
