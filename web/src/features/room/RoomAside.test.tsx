import type { RoomRow } from "@paceline/protocol/port";
import { expect, test } from "vitest";
import { lively, withFact } from "../../gallery/samples/lively.ts";
import { CHAT, rooms } from "../../gallery/samples/rooms.ts";
import { stand } from "../../gallery/stand.tsx";
import { fact } from "../../gallery/view-state.ts";

test("S1 nobody is invited into a safety circle from its chat, where the words of what is asked would be missing", async () => {
  for (const [channel, offered] of [
    ["chat", true],
    ["circle", false],
  ] as const) {
    const may = (room: RoomRow): RoomRow => ({ ...room, channel, may: { ...room.may, invite: true } });
    const rows = rooms.map((room) => (room.id === CHAT ? may(room) : room));
    await using view = await stand({
      name: channel,
      path: `/chats/${encodeURIComponent(CHAT)}`,
      shared: { asideOpen: true },
      facts: withFact(lively, fact("rooms", {}, rows, { complete: true })),
    });
    const buttons = () => [...view.place.querySelectorAll("aside button")].map(({ textContent }) => textContent);
    await expect.poll(buttons).toContain("Leave");
    expect(buttons().includes("Invite")).toBe(offered);
  }
});
