import Olm from "@matrix-org/olm";
import { objectAt, textAt, type JsonObject } from "./json.ts";
import { MEGOLM } from "./own-device.ts";
import type { RawEvent } from "./room.ts";

type InboundSession = {
  readonly session: Olm.InboundGroupSession;
  /** Who sent the key over Olm; unknown for keys that somebody passed on. */
  readonly owner: string | undefined;
  /** Event that used each message index: the same index under two events is a replay. */
  readonly usedBy: Map<number, string>;
};

export type Decrypted =
  | { readonly readable: true; readonly type: string; readonly content: JsonObject }
  | {
      readonly readable: false;
      readonly reason:
        | "no key"
        | "index before the key"
        | "replay"
        | "wrong room"
        | "wrong sender"
        | "unknown algorithm"
        | "broken";
    };

/** Room keys this device holds, and what they open. */
export class MegolmInbound {
  private readonly sessions = new Map<string, InboundSession>();

  /** An own outbound session or an `m.room_key` that came over Olm. */
  add(roomId: string, sessionId: string, sessionKey: string, owner: string): void {
    this.keep(roomId, sessionId, owner, (session) => session.create(sessionKey));
  }

  /** A key in export form: `m.forwarded_room_key`, key bundle, backup. */
  import(roomId: string, sessionId: string, exportedKey: string): void {
    this.keep(roomId, sessionId, undefined, (session) => session.import_session(exportedKey));
  }

  knows(roomId: string, sessionId: string): boolean {
    return this.sessions.has(`${roomId} ${sessionId}`);
  }

  /** Ids of all sessions of a room. */
  sessionIds(roomId: string): readonly string[] {
    return [...this.sessions.keys()]
      .filter((key) => key.startsWith(`${roomId} `))
      .map((key) => key.slice(roomId.length + 1));
  }

  decrypt(roomId: string, event: RawEvent): Decrypted {
    const ciphertext = textAt(event.content, "ciphertext");
    if (textAt(event.content, "algorithm") !== MEGOLM || ciphertext === undefined)
      return { readable: false, reason: "unknown algorithm" };
    const found = this.sessions.get(`${roomId} ${textAt(event.content, "session_id") ?? ""}`);
    if (found === undefined) return { readable: false, reason: "no key" };
    if (found.owner !== undefined && found.owner !== event.sender) return { readable: false, reason: "wrong sender" };
    let opened: { readonly message_index: number; readonly plaintext: string };
    try {
      opened = found.session.decrypt(ciphertext);
    } catch (error) {
      return {
        readable: false,
        reason: String(error).includes("UNKNOWN_MESSAGE_INDEX") ? "index before the key" : "broken",
      };
    }
    const user = found.usedBy.get(opened.message_index);
    if (user !== undefined && user !== event.event_id) return { readable: false, reason: "replay" };
    found.usedBy.set(opened.message_index, event.event_id);
    const payload: unknown = JSON.parse(opened.plaintext);
    if (textAt(payload, "room_id") !== roomId) return { readable: false, reason: "wrong room" };
    const relation = event.content["m.relates_to"];
    const content = objectAt(payload, "content");
    return {
      readable: true,
      type: textAt(payload, "type") ?? "",
      content: relation === undefined ? content : { ...content, "m.relates_to": relation },
    };
  }

  private keep(
    roomId: string,
    sessionId: string,
    owner: string | undefined,
    load: (session: Olm.InboundGroupSession) => void,
  ): void {
    const session = new Olm.InboundGroupSession();
    load(session);
    if (session.session_id() !== sessionId) throw new Error("room key does not belong to the session it names");
    const name = `${roomId} ${sessionId}`;
    const known = this.sessions.get(name);
    // The key that reads further back wins; equal ones keep the sender that Olm proved.
    if (known !== undefined && known.session.first_known_index() <= session.first_known_index()) return;
    this.sessions.set(name, {
      session,
      owner: known?.owner ?? owner,
      usedBy: known?.usedBy ?? new Map<number, string>(),
    });
  }
}
