import { expect, test } from "vitest";
import { roomId, userId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { newRoom } from "../projection/room-record.ts";
import { requestRows } from "./requests.ts";

const [ben, pat] = [userId("@ben:example.org"), userId("@pat:example.org")];

type Asked = readonly [UserId, number];

/** A club where I may let people in, and who asked when. */
function clubWith(asked: readonly Asked[]) {
  const room = newRoom(roomId("!club:example.org"));
  const knocks = asked.map(([user, ts]) => ({ userId: user, name: user, ts }));
  const club = { ...room, membership: "join", space: true, rights: { ...room.rights, invite: true }, knocks } as const;
  return new Map([[club.id, club]]);
}

test("C5 whoever asked first stands first, and one who comes moves nobody", () => {
  const names = (...asked: readonly Asked[]) =>
    requestRows(clubWith(asked)).map((row) => (row.is === "knock" ? row.from : undefined));
  expect(names([ben, 1])).toEqual([ben]);
  expect(names([pat, 2], [ben, 1])).toEqual([ben, pat]);
});
