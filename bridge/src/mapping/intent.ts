import { createHash } from "node:crypto";
import type { RoomId, UserId } from "@paceline/protocol";

/** Something the bot, or a ghost, shall do in one room. Intents of a room are done in their order. */
export type Intent =
  | {
      readonly do: "send";
      readonly room: RoomId;
      readonly type: string;
      readonly content: object;
      /** A ghost of ours; the bot where it is left out. */
      readonly as?: UserId;
      /**
       * What is said where the room is encrypted by the time of sending: the same, because it is sealed or no more than a blind bridge may say, or other content. Nothing
       * where it is left out.
       */
      readonly whenEncrypted?: "same" | object;
    }
  | {
      readonly do: "state";
      readonly room: RoomId;
      readonly type: string;
      readonly key: string;
      readonly content: object;
      /** It repeats what members wrote, so it is left out where the room is encrypted by then; what a club is made of is clear everywhere. */
      readonly clearOnly?: true;
    }
  /** Changes these people's levels and leaves everybody else's as they are by then; `null`: back to the default. */
  | { readonly do: "levels"; readonly room: RoomId; readonly users: Readonly<Record<string, number | null>> }
  | { readonly do: "join"; readonly room: RoomId }
  | { readonly do: "leave"; readonly room: RoomId; readonly reason: string }
  /** Reads the room's state, for rooms whose beginning the bot has not seen. */
  | { readonly do: "learn"; readonly room: RoomId };

/** An intent with its client transaction id (spec, "Transaction identifiers"): done once, however often it is planned. */
export type Planned = {
  readonly txn: string;
  readonly intent: Intent;
  /** Intents of a lane are done in their order; the room's own lane where it is left out. */
  readonly lane?: string;
  /** Goes before everything that is not, and waits for no free place. */
  readonly urgent?: true;
};

/** One intent of a type per cause, whatever its content says: for what holds the time at which it was written. */
export const plannedOnce = (cause: string, intent: Extract<Intent, { do: "send" }>): Planned => {
  const { as, room, type } = intent;
  return { ...planned(cause, { do: "send", room, type, content: {}, ...(as !== undefined && { as }) }), intent };
};

/**
 * `cause`: what the intent follows from, an event id or the like; the same cause and intent give the same id. The id begins
 * with what sends it, since a homeserver may look at transaction ids per room alone.
 */
export const planned = (cause: string, intent: Intent): Planned => {
  const hash = createHash("sha256")
    .update(JSON.stringify([cause, intent]))
    .digest("base64url");
  const sender = intent.do === "send" && intent.as !== undefined ? "ghost" : "bot";
  return { txn: `${sender}.${hash.slice(0, 32)}`, intent };
};
