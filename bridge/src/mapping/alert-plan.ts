import type { SafetyMessage } from "@paceline/domain/safety";
import { NS } from "@paceline/protocol";
import type { EventId, RoomId, UserId } from "@paceline/protocol";
import { plannedOnce } from "./intent.ts";
import type { Planned } from "./intent.ts";

type Said = {
  readonly ghost: UserId;
  readonly room: RoomId;
  readonly message: SafetyMessage;
  /** In place of the message where the room is encrypted by then; left out where the message itself names no place. */
  readonly blind?: SafetyMessage;
  /** The alert that this belongs to, where it is known at the homeserver. */
  readonly about?: EventId | undefined;
  /** Whom it mentions. */
  readonly mentions: readonly UserId[];
  /** With the bell: rings through a mute. */
  readonly loud: boolean;
};

/** What a ghost says about an alert, in the circle's urgent lane; once per block's identifier. The message comes first. */
export const alertPlan = (said: Said): readonly [Planned, ...Planned[]] => {
  const { ghost, room, message, blind, about, mentions, loud } = said;
  const contentOf = ({ block, body }: SafetyMessage): object => ({
    msgtype: "m.text",
    body,
    "m.mentions": { user_ids: mentions },
    [`${NS}.alert`]: block,
    ...(about !== undefined && { "m.relates_to": { rel_type: "m.reference", event_id: about } }),
  });
  const urgent = { lane: `alert ${room}`, urgent: true } as const;
  const send = (type: string, content: object, whenEncrypted: "same" | object): Planned => ({
    ...plannedOnce(message.block.identifier, { do: "send", room, type, content, as: ghost, whenEncrypted }),
    ...urgent,
  });
  return [
    send("m.room.message", contentOf(message), blind === undefined ? "same" : contentOf(blind)),
    ...(loud ? [send(`${NS}.sos_bell`, { v: 1 }, "same")] : []),
  ];
};
