/**
 * One transaction of a client, and what it notes of it.
 *
 * Each client has accounts of its own, so that a transaction whose commit waits for storage blocks no
 * other client: a commit that stalls is seen as one.
 *
 * @module
 */
import type { TxnId } from "../../model/terms.ts";
import type { Choose } from "./choice.ts";
import type { Session } from "./database.ts";
import type { Note } from "./journal.ts";

/** How many accounts each client has. */
const ACCOUNTS = 10;
const NO_ACCOUNT = -1;
/** A text has fewer characters. */
const MEMO = 1200;

/** The tables, with accounts for that many clients. */
export function schema(clients: number): string[] {
  return [
    "CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL)",
    `CREATE TABLE entry (id bigserial PRIMARY KEY, amount int NOT NULL, memo text NOT NULL,
       account int NOT NULL REFERENCES account DEFERRABLE INITIALLY DEFERRED)`,
    `INSERT INTO account SELECT i, 1000 FROM generate_series(0, ${clients * ACCOUNTS - 1}) i`,
  ];
}

/** How a transaction ends. */
type Ending = "commit" | "rollback" | "failed statement" | "refused commit";

/** Of 100 transactions, 88 commit. */
const ENDINGS: readonly (readonly [below: number, Ending])[] = [
  [5, "rollback"],
  [9, "failed statement"],
  [12, "refused commit"],
  [100, "commit"],
];

/** Runs one transaction of client `index`, as `choose` has it. */
export async function runTransaction(
  session: Session,
  index: number,
  choose: Choose,
  note: Note,
): Promise<void> {
  const die = choose(100);
  const ending = ENDINGS.find(([below]) => die < below)![1];
  await session.query("BEGIN");
  const { rows: [row] } = await session.query("SELECT pg_current_xact_id() AS txn");
  const txn = row!.txn!;
  note({ kind: "begin", txn });
  await change(session, index, choose);
  if (ending === "rollback") {
    await session.query("ROLLBACK");
    return;
  }
  if (ending === "failed statement") await failStatement(session, index);
  if (ending === "refused commit") await insertEntry(session, NO_ACCOUNT, 1, "");
  await commit(session, txn, note);
}

async function change(session: Session, index: number, choose: Choose): Promise<void> {
  const own = () => index * ACCOUNTS + choose(ACCOUNTS);
  const amount = 1 + choose(100);
  const [from, to] = [own(), own()];
  await move(session, from, -amount);
  await move(session, to, amount);
  // Texts of all lengths, so that records end anywhere in a page.
  await insertEntry(session, to, amount, "x".repeat(choose(MEMO)));
  if (choose(4) === 0) {
    await session.query("DELETE FROM entry WHERE account = $1", [from]);
  }
}

async function move(session: Session, account: number, amount: number): Promise<void> {
  const sql = "UPDATE account SET balance = balance + $2 WHERE id = $1";
  await session.query(sql, [account, amount]);
}

async function insertEntry(session: Session, account: number, amount: number, memo: string) {
  const sql = "INSERT INTO entry (account, amount, memo) VALUES ($1, $2, $3)";
  await session.query(sql, [account, amount, memo]);
}

/** The server refuses a second account of the same number, and will answer a commit with ROLLBACK. */
async function failStatement(session: Session, index: number): Promise<void> {
  await session.query("INSERT INTO account VALUES ($1, 0)", [index * ACCOUNTS]).then(
    () => Promise.reject(new Error("the server took a second account of the same number")),
    () => {},
  );
}

async function commit(session: Session, txn: TxnId, note: Note): Promise<void> {
  note({ kind: "commit-requested", txn });
  try {
    const { command } = await session.query("COMMIT");
    if (command === "COMMIT") note({ kind: "commit-acked", txn });
    else note({ kind: "commit-failed", txn, why: command.toLowerCase() });
  } catch (error) {
    // Without a code it is the connection that failed, and nobody knows what became of the commit.
    if (!(error instanceof Error) || !("code" in error)) throw error;
    note({ kind: "commit-failed", txn, why: error.message });
  }
}
