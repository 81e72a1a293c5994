import { isUserId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { NoticeRow, Person } from "@paceline/protocol/port";
import { record, text } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";

/** What a state event tells people; `undefined` where it tells them nothing. */
export function noticeOf(event: TimelineEvent, person: (user: UserId) => Person): NoticeRow["what"] | undefined {
  switch (event.type) {
    case "m.room.member":
      return isUserId(event.stateKey) ? memberNotice(event, person(event.stateKey)) : undefined;
    case "m.room.create":
      return { kind: "created" };
    case "m.room.encryption":
      return { kind: "encrypted" };
    case "m.room.avatar":
      return { kind: "avatar" };
    case "m.room.name":
      return { kind: "name", value: text(event.content["name"]) ?? "" };
    case "m.room.topic":
      return { kind: "topic", value: text(event.content["topic"]) ?? "" };
    case "m.room.power_levels":
      return event.before === undefined ? undefined : { kind: "power" };
    default:
      return undefined;
  }
}

function memberNotice(event: TimelineEvent, target: Person): NoticeRow["what"] | undefined {
  const was = text(record(event.before)["membership"]) ?? "leave";
  const is = text(event.content["membership"]);
  const own = event.sender === event.stateKey;
  if (is === "join") return { kind: was === "join" ? "profile" : "joined", target };
  if (is === "invite") return { kind: "invited", target };
  if (is === "knock") return { kind: "asked", target };
  if (is === "ban") return { kind: "banned", target };
  if (is !== "leave") return undefined;
  if (was === "ban") return { kind: "unbanned", target };
  if (was === "invite" || was === "knock") return { kind: "declined", target };
  return { kind: own ? "left" : "removed", target };
}
