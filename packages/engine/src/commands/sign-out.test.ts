import { eventId, failed, ok, roomId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { World } from "../account/world.ts";
import { commandTable } from "./table.ts";

const [RIDE, CHAT] = [roomId("!ride"), roomId("!chat")];

test("S2 M6 signing out ends what this device shares first, and goes on when the server does not want to hear of it", async () => {
  const asked: string[] = [];
  const live = {
    http: {
      call: async (method: string, path: string) => {
        asked.push(`${method} ${path}`);
        return {};
      },
    },
    handlers: {
      stopShare: async ({ roomId: room }: { roomId: string }) => {
        asked.push(`stop ${room}`);
        return room === CHAT ? failed("forbidden", "never") : ok(null);
      },
    },
  };
  const world = {
    account: { live: Promise.resolve(live) },
    myShares: [
      { id: eventId("$one"), room: RIDE },
      { id: eventId("$two"), room: CHAT },
    ],
  };
  const wipe = async (): Promise<void> => void asked.push("wipe");
  const parts = { world: world as unknown as World, wipe } as unknown as Parameters<typeof commandTable>[0];
  expect(await commandTable(parts).signOut({})).toEqual(ok(null));
  expect(asked).toEqual(["stop !ride", "stop !chat", "POST /logout", "wipe"]);
});
