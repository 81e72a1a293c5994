import { ownTracksFix } from "@paceline/domain/shares";
import { decode } from "@paceline/protocol/events";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { Told } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import type { CircleBook } from "../safety/book.ts";
import { athleteOf } from "../safety/circles.ts";
import { trackersIn } from "./trackers.ts";

/** What a phone sent, `ts` by the server's clock. `opens`: the newest key does; `fix`: the position in it, where it is one. */
export type PhoneReport = {
  readonly user: UserId;
  readonly tracker: string;
  readonly ts: number;
  readonly opens: boolean;
  readonly fix?: Fix;
};
/** Opens what a phone sealed; `undefined` where it is not for this circle, or did not come through the bot. */
export type Opener = (room: RoomId, sealed: Extract<Told, { is: "sealed" }>) => Promise<PhoneReport | undefined>;

export const openerOf =
  (projection: Projection, circles: CircleBook): Opener =>
  async (room, { sender, ts, content }) => {
    if (projection.rooms.get(room)?.channel?.kind !== "circle" || sender !== projection.session?.bot) return undefined;
    const sealed = decode("sealedFix", content);
    const user = athleteOf(await projection.state(room));
    if (sealed.is !== "valid" || user === undefined) return undefined;
    const known = trackersIn(await circles.of(room), user).get(sealed.value.tracker);
    if (known === undefined || known.tracker.revoked) return undefined;
    const { id: tracker, key } = known.tracker;
    const { openBox } = await import("./secretbox.ts");
    const message = openBox(sealed.value.data, key);
    if (message === undefined) return { user, tracker, ts, opens: false };
    const fix = ownTracksFix(message);
    return { user, tracker, ts, opens: true, ...(fix === undefined ? {} : { fix }) };
  };
