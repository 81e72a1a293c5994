import { expect } from "@playwright/test";
import type { PlainClient } from "@paceline/testkit/plain-client";
import type { Rider } from "../people/rider.ts";

/** An encrypted room that somebody on another client made, with the riders in it and on its page. */
export async function encryptedGroup(maker: PlainClient, name: string, riders: readonly Rider[]): Promise<string> {
  const roomId = await maker.createRoom({
    name,
    preset: "private_chat",
    invite: riders.map(({ account }) => account.userId),
    initial_state: [
      { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } },
      { type: "m.room.history_visibility", state_key: "", content: { history_visibility: "shared" } },
    ],
  });
  for (const rider of riders) {
    await rider.to(`/chats/${encodeURIComponent(roomId)}`);
    await rider.page.getByRole("button", { name: "Accept", exact: true }).click();
    await expect(rider.composer()).toBeVisible();
  }
  await maker.until(() => maker.room(roomId).members("join").length > riders.length, "everybody in the room");
  return roomId;
}
