import { roomId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import { ingestForget } from "../../ingest/forget-old.ts";
import { ingestSync } from "../../ingest/sync-ingest.ts";
import type { Content } from "../../matrix/client-port.ts";
import type { Outbox } from "../../outbox/outbox-port.ts";
import type { Projection } from "../../projection/projection.ts";
import { emptyOutbox } from "../../testing/empty-outbox.ts";
import { ingesting } from "../../testing/ingesting.ts";
import { ANA, openAna } from "../../testing/open-projection.ts";
import type { RoomParts } from "../../testing/sync-builder.ts";
import { event, member, state, sync } from "../../testing/sync-builder.ts";
import { CircleBook } from "../book.ts";
import { contentOf } from "../say.ts";
import { SafetyView } from "../safety-view.ts";
import { sparedIn } from "../spared.ts";
import type { SafetyMessage } from "@paceline/domain/safety";

export const CIRCLE = roomId("!circle");
export const DAY = 24 * 3_600_000;
export const T0 = 1_800_000_000_000;
const KEY = "q8V2xT5mB0nK7rWc4ZyHs1LdPf3JaGuE";

type At = { readonly id: string; readonly day: number; readonly sender?: UserId };
const placed = ({ id, day, sender = ANA }: At): Content => ({
  event_id: id,
  sender,
  origin_server_ts: T0 + day * DAY,
});

/** Things that are said in a circle, by Ana where nobody else is named, on a day after `T0`. */
export const tiersAt = (at: At, tier = 1): Content =>
  event(
    EVENTS.circle.type,
    { v: 1, contacts: [{ user: "@ben:example.org", tier }], escalate_s: 300, later: "kept" },
    placed(at),
  );
export const trackerAt = (at: At, tracker: string, more: object = {}): Content =>
  event(EVENTS.tracker.type, { v: 1, id: tracker, name: "Phone", key: KEY, revoked: false, ...more }, placed(at));
export const textAt = (at: At, body: string): Content =>
  event("m.room.message", { msgtype: "m.text", body }, placed(at));
export const alertAt = (at: At, message: SafetyMessage): Content =>
  event("m.room.message", contentOf(message, { mentions: [] }), placed(at));
export const yesAt = (at: At, target: string): Content =>
  event("m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: target, key: "✅" } }, placed(at));
export const sealedAt = (at: At): Content =>
  event("m.room.encrypted", { algorithm: "m.megolm.v1.aes-sha2", session_id: "s", ciphertext: "…" }, placed(at));

export const retention: Content = state("m.room.retention", { max_lifetime: 90 * DAY }, "", { sender: ANA });

/** A device of Ana's, with her circle of Ben in a clear room. `more`: state of the room besides. */
export async function ownCircle(more: readonly Content[] = [], outbox: Outbox = emptyOutbox) {
  const projection: Projection = await openAna();
  const book = new CircleBook(projection);
  projection.listen((batch) => void book.take(batch));
  const view = new SafetyView({ projection, book, outbox });
  async function take(parts: RoomParts): Promise<void> {
    const { batch } = await ingestSync(
      projection,
      sync({ [CIRCLE]: parts }),
      ingesting(() => T0),
    );
    await projection.commit(batch);
  }
  await take({
    state: [
      state("m.room.create", { room_version: "12" }, "", { sender: ANA }),
      state(EVENTS.channel.type, { v: 1, kind: "circle" }, "", { sender: ANA }),
      member(ANA),
      member("@ben:example.org"),
      ...more,
    ],
  });
  return {
    projection,
    book,
    view,
    take,
    /** Forgets what was said before this day. */
    async forget(day: number): Promise<void> {
      const beforeMs = T0 + day * DAY;
      const spared = sparedIn(await view.seen(CIRCLE), beforeMs);
      await projection.commit((await ingestForget(projection, CIRCLE, { me: ANA, beforeMs, spared })) ?? {});
    },
    /** Ids of what is stored, in the order of the room. */
    async ids(): Promise<string[]> {
      const items = await projection.items(CIRCLE, Infinity, 100);
      return items.map(({ id }) => (id.startsWith("$") ? id : "gap"));
    },
  };
}
