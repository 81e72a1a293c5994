import "fake-indexeddb/auto";
import { onTestFinished } from "vitest";
import { deviceId, userId } from "@paceline/protocol";
import { openDatabase } from "../projection/database.ts";
import type { Database } from "../projection/database.ts";
import { openProjection } from "../projection/projection.ts";
import type { Projection } from "../projection/projection.ts";
import { createSealer, importRoot } from "../projection/sealer.ts";
import type { SessionRecord } from "../projection/session-record.ts";

export const ANA = userId("@ana:example.org");

const session: SessionRecord = {
  userId: ANA,
  deviceId: deviceId("DEVICE"),
  baseUrl: "https://example.org",
  serverName: "example.org",
  accessToken: "token",
  displayName: "Ana",
  ended: false,
  features: { delayedEvents: true, roomVersion: "12" },
};

let opened = 0;

/** Sealed tables in memory, as an engine has them. The same `name` finds what was written before. */
async function openTables(name = `tables-${(opened += 1)}`): Promise<Database> {
  const database = await openDatabase(name, await createSealer(await importRoot(new Uint8Array(32).fill(1))));
  onTestFinished(() => database.close());
  return database;
}

/** A projection with Ana signed in. */
export async function openAna(name?: string): Promise<Projection> {
  const projection = await openProjection(await openTables(name));
  if (projection.session === undefined) await projection.commit({ session });
  return projection;
}
