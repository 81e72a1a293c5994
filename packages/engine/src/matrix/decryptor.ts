import type { RoomId } from "@paceline/protocol";
import type { Content } from "./client-port.ts";
import type { UnreadableReason } from "../projection/timeline-event.ts";

export type Decrypted =
  | { readonly is: "clear"; readonly type: string; readonly content: Content }
  | { readonly is: "unreadable"; readonly reason: UnreadableReason; readonly session: string };

/** Reads encrypted events. The one implementation is `matrix/megolm.ts`; tests hand in a fake. */
export interface Decryptor {
  /** `wire`: the event as the server sent it. Never rejects. */
  decrypt(room: RoomId, wire: Content): Promise<Decrypted>;
}
