/**
 * Connections to PostgreSQL over its unix socket: the only place that knows the npm client.
 *
 * @module
 */
import pg from "pg";

/** What a statement gave. */
export interface Result {
  /** The rows, each a record of texts. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** What was done, such as `COMMIT`, or `ROLLBACK` where a commit was asked of a failed transaction. */
  readonly command: string;
}

/** One connection. */
export interface Session {
  /** Runs one statement; `$1` stands for the first of `values`. Rejects with what the server says. */
  readonly query: (sql: string, values?: readonly (string | number)[]) => Promise<Result>;
  /** Closes it. */
  readonly end: () => Promise<void>;
}

/** How to connect. */
export interface ConnectOptions {
  /** Folder of the unix socket. */
  readonly socket: string;
  /** What the server calls the connection. */
  readonly name: string;
  /** Settings of the session; its commits wait for the quorum unless told. */
  readonly settings?: string;
}

/** Said outright, or the client would take settings from the variables of the user. */
const WAITING = "-c synchronous_commit=on";

/** The user that owns the private cluster. */
export const USER = "postgres";

const asText = { getTypeParser: () => (value: string) => value };

/** A client of the npm package, not connected yet. `more` is passed on to it. */
// deno-lint-ignore no-explicit-any
export function clientOf({ socket, name, settings }: ConnectOptions, more: object = {}): any {
  return new pg.Client({
    host: socket,
    user: USER,
    database: "postgres",
    connectionTimeoutMillis: 10_000,
    port: 5432,
    ssl: false,
    application_name: name,
    options: settings ?? WAITING,
    types: asText,
    ...more,
  });
}

/** Connects. Rejects if the server does not take the connection. */
export async function connect(options: ConnectOptions): Promise<Session> {
  const client = clientOf(options);
  client.on("error", () => {}); // a lost connection rejects the statement that waits for it
  await client.connect();
  return {
    query: (sql, values = []) => client.query(sql, values),
    end: () => client.end(),
  };
}
