/**
 * Finds PostgreSQL on this machine, and the user that it may run as.
 *
 * @module
 */
import { UsageError } from "../arguments.ts";

/** A PostgreSQL that can be started. */
export interface Binaries {
  /** Path of a program of it, such as `initdb`. */
  readonly path: (program: string) => string;
  /** Its major version. */
  readonly major: number;
  /** Who it runs as: another user than root, if that is who we are. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

const OLDEST = 15;
const DEBIAN = "/usr/lib/postgresql";
const ACCOUNT = "postgres";
const INSTALL = "install it: apt-get install postgresql";

/**
 * The PostgreSQL in `bindir`, or else the newest that Debian's packages put in place, or else the one
 * in the search path. Throws a {@link UsageError} that says what to do where there is none that fits.
 */
export async function findBinaries(bindir?: string): Promise<Binaries> {
  const folder = bindir ?? await newestPackaged();
  const path = (program: string) => folder === undefined ? program : `${folder}/${program}`;
  const version = await outputOf(path("postgres"), ["--version"]);
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(version ?? "")?.[1]);
  if (Number.isNaN(major)) {
    const where = folder ?? `${DEBIAN} or the search path`;
    throw new UsageError(`there is no PostgreSQL in ${where}; ${INSTALL}`);
  }
  if (major < OLDEST) {
    throw new UsageError(
      `PostgreSQL ${major} is too old, ${OLDEST} or newer is needed; ${INSTALL}`,
    );
  }
  return { path, major, identity: Deno.uid() === 0 ? await accountIds() : {} };
}

async function newestPackaged(): Promise<string | undefined> {
  try {
    const names = await Array.fromAsync(Deno.readDir(DEBIAN), ({ name }) => Number(name));
    const versions = names.filter((version) => version >= 1).sort((a, b) => b - a);
    return versions[0] === undefined ? undefined : `${DEBIAN}/${versions[0]}/bin`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** PostgreSQL refuses to run as root. */
async function accountIds(): Promise<{ uid: number; gid: number }> {
  const uid = await outputOf("id", ["-u", ACCOUNT]);
  const gid = await outputOf("id", ["-g", ACCOUNT]);
  if (uid === undefined || gid === undefined) {
    throw new UsageError(
      `PostgreSQL does not run as root, and there is no user ${ACCOUNT}; ` +
        "run this as another user, or install the package postgresql, which makes one",
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** What the program printed, or undefined if it does not exist or failed. */
async function outputOf(program: string, args: string[]): Promise<string | undefined> {
  try {
    const { success, stdout } = await new Deno.Command(program, { args, stderr: "null" }).output();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied) {
      return undefined;
    }
    throw error;
  }
}
