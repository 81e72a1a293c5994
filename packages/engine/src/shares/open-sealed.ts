import { ownTracksFix } from "@paceline/domain/shares";
import { decode } from "@paceline/protocol/events";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { Told } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import type { CircleBook } from "../safety/book.ts";
import { athleteOf } from "../safety/circles.ts";
import { trackersIn } from "./trackers.ts";

export type OpenedFix = { readonly user: UserId; readonly tracker: string; readonly fix: Fix };
/** Opens what a phone sealed; `undefined` where it is not for this circle, from the bot, and sealed with the newest key. */
export type Opener = (room: RoomId, sealed: Extract<Told, { is: "sealed" }>) => Promise<OpenedFix | undefined>;

export const openerOf =
  (projection: Projection, circles: CircleBook): Opener =>
  async (room, { sender, content }) => {
    if (projection.rooms.get(room)?.channel?.kind !== "circle" || sender !== projection.session?.bot) return undefined;
    const sealed = decode("sealedFix", content);
    const user = athleteOf(await projection.state(room));
    if (sealed.is !== "valid" || user === undefined) return undefined;
    const known = trackersIn(await circles.of(room), user).get(sealed.value.tracker)?.tracker;
    if (known === undefined || known.revoked) return undefined;
    const { openBox } = await import("./secretbox.ts");
    const fix = ownTracksFix(openBox(sealed.value.data, known.key));
    return fix === undefined ? undefined : { user, tracker: known.id, fix };
  };
