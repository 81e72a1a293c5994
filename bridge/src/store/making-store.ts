import type { RoomId, UserId } from "@paceline/protocol";
import type { ClubAnswer, ClubChannelAnswer, CreateChannelRequest, CreateClubRequest } from "@paceline/protocol/http";
import type { Database } from "./database.ts";

/** What somebody asked the bot to make. */
export type Making =
  | { readonly is: "club"; readonly caller: UserId; readonly wish: CreateClubRequest }
  | { readonly is: "channel"; readonly caller: UserId; readonly space: RoomId; readonly wish: CreateChannelRequest };
export type Made = ClubAnswer | ClubChannelAnswer;

/** Clubs and channels that were asked for: begun before the first room is made, so that a crash leaves a note. */
export interface MakingStore {
  begin(id: string, making: Making, now: number): void;
  made(id: string): Made | undefined;
  finish(id: string, made: Made): void;
  unfinished(): readonly { readonly id: string; readonly making: Making }[];
}

export const createMakingStore = (db: Database): MakingStore => {
  const begin = db.prepare("INSERT OR IGNORE INTO own_making (id, making, at) VALUES (?, ?, ?)");
  const made = db.prepare("SELECT answer FROM own_making WHERE id = ?");
  const finish = db.prepare("UPDATE own_making SET answer = ? WHERE id = ?");
  const unfinished = db.prepare("SELECT id, making FROM own_making WHERE answer IS NULL ORDER BY at, id");
  return {
    begin: (id, making, now) => void begin.run(id, JSON.stringify(making), now),
    made: (id) => {
      const answer = made.get(id)?.["answer"];
      return typeof answer === "string" ? (JSON.parse(answer) as Made) : undefined;
    },
    finish: (id, answer) => void finish.run(JSON.stringify(answer), id),
    unfinished: () =>
      unfinished.all().map((row) => ({
        id: String(row["id"]),
        making: JSON.parse(String(row["making"])) as Making,
      })),
  };
};
