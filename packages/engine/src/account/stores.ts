import { deleteDatabase, deleteDatabasesUnder } from "../projection/database.ts";
import type { SessionRecord } from "../projection/session-record.ts";

/** What the names of a device's crypto store begin with, among the databases of the engine called `name`. */
export const cryptoStore = (name: string, { userId, deviceId }: SessionRecord): string =>
  `${name}.${userId}.${deviceId}`;

/** Deletes the tables, which are to be closed before, then keys and crypto stores of every device this account had here. */
export async function wipeStores(name: string): Promise<void> {
  await deleteDatabase(name);
  await deleteDatabasesUnder(`${name}.`);
}

/** Deletes crypto stores of devices that are signed out: the worker that was to see their end may have ended before. Never rejects. */
export const tidyStores = (name: string, session: SessionRecord | undefined): Promise<void> =>
  deleteDatabasesUnder(`${name}.@`, session && cryptoStore(name, session)).catch(() => undefined);
