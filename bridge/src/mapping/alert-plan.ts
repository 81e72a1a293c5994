import type { SafetyMessage } from "@paceline/domain/safety";
import { NS } from "@paceline/protocol";
import type { EventId, RoomId, UserId } from "@paceline/protocol";
import { plannedOnce } from "./intent.ts";
import type { Planned } from "./intent.ts";

type Said = {
  readonly ghost: UserId;
  readonly room: RoomId;
  readonly message: SafetyMessage;
  /** The alert that this belongs to, where it is known at the homeserver. */
  readonly about?: EventId | undefined;
  /** Whom it mentions. */
  readonly mentions: readonly UserId[];
  /** With the bell: rings through a mute. */
  readonly loud: boolean;
};

/** What a ghost says about an alert, in the circle's urgent lane; once per block's identifier. The message comes first. */
export const alertPlan = ({ ghost, room, message, about, mentions, loud }: Said): readonly [Planned, ...Planned[]] => {
  const { block, body } = message;
  const content = {
    msgtype: "m.text",
    body,
    "m.mentions": { user_ids: mentions },
    [`${NS}.alert`]: block,
    ...(about !== undefined && { "m.relates_to": { rel_type: "m.reference", event_id: about } }),
  };
  const urgent = { lane: `alert ${room}`, urgent: true } as const;
  const send = (type: string, what: object): Planned => ({
    ...plannedOnce(block.identifier, { do: "send", room, type, content: what, as: ghost }),
    ...urgent,
  });
  return [send("m.room.message", content), ...(loud ? [send(`${NS}.sos_bell`, { v: 1 })] : [])];
};
