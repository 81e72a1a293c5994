import { expect, test } from "vitest";
import { roomId, userId } from "@paceline/protocol";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import { ingesting } from "../testing/ingesting.ts";
import { openAna } from "../testing/open-projection.ts";
import { member, roomState, state, sync } from "../testing/sync-builder.ts";
import { arrivalOfEncrypted, invitationOf } from "./arrival.ts";

const ROOM = roomId("!circle");
const CEM = userId("@cem:example.org");

async function anasDevice() {
  const projection = await openAna();
  async function take(timeline: readonly Content[]): Promise<void> {
    const { batch } = await ingestSync(projection, sync({ [ROOM]: { timeline } }), ingesting());
    await projection.commit(batch);
  }
  /** What was waited for, noted when it came; the notes are complete once everything that a commit set off has run. */
  const noted: string[] = [];
  async function after(what: string, promise: Promise<void>): Promise<void> {
    await promise;
    noted.push(what);
  }
  const notes = async (): Promise<readonly string[]> => {
    await new Promise((resolve) => setImmediate(resolve));
    return noted;
  };
  return { projection, take, after, notes };
}

test("M1 a room just made is waited for until it is known how it is encrypted, though a sync brings its beginning alone", async () => {
  const { projection, take, after, notes } = await anasDevice();
  const arrived = after("room", arrivalOfEncrypted(projection, ROOM));
  await take(roomState());
  expect(await notes()).toEqual([]);
  await take([state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" })]);
  await arrived;
  await arrivalOfEncrypted(projection, ROOM);
});

test("S1 an invitation is waited for until it came down a sync; one that stands is not waited for", async () => {
  const { projection, take, after, notes } = await anasDevice();
  await take(roomState());
  const invited = after("Cem", invitationOf(projection, ROOM, CEM));
  await take([member("@dad:example.org", "invite")]);
  expect(await notes()).toEqual([]);
  await take([member(CEM, "invite")]);
  await invited;
  await invitationOf(projection, ROOM, CEM);
});
