import { expect, test } from "vitest";
import { lively, withFact } from "../../gallery/samples/lively.ts";
import { CHAT, rooms } from "../../gallery/samples/rooms.ts";
import { press, stand } from "../../gallery/stand.tsx";
import { fact } from "../../gallery/view-state.ts";
import type { RoomRow } from "@paceline/protocol/port";

test.each([
  [{}, "You won’t get messages from here any more."],
  [{ channel: "circle", role: "member" }, "You are not alerted from here any more."],
  [{ channel: "circle", role: "owner" }, "Without it SOS and timers alert nobody"],
] as const)(
  "S1 who leaves a room, somebody's safety circle or their own reads what is lost with it: %o",
  async (what, says) => {
    const rows = rooms.map((room): RoomRow => (room.id === CHAT ? { ...room, ...what } : room));
    await using view = await stand({
      name: "leaving",
      path: `/chats/${encodeURIComponent(CHAT)}`,
      shared: { asideOpen: true },
      facts: withFact(lively, fact("rooms", {}, rows, { complete: true })),
    });
    await press("Leave");
    await expect.poll(() => document.querySelector("[role=alertdialog]")?.textContent).toContain(says);
    expect(view.port.last("leave")).toBeUndefined();
  },
);
