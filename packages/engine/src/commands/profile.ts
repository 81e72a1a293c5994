import { failed, isMxcUri, ok } from "@paceline/protocol";
import type { MxcUri, UserId } from "@paceline/protocol";
import type { Picture } from "@paceline/protocol/port";
import type { RoomWriter } from "../matrix/client-port.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import type { Media } from "../matrix/media.ts";
import type { Projection } from "../projection/projection.ts";
import type { Answer, Handlers } from "./handlers.ts";

export type ProfileCommand = "setDisplayName" | "setAvatar" | "setRoomAvatar" | "picture";

export type ProfileParts = {
  readonly http: Http;
  readonly media: Media;
  readonly writer: RoomWriter;
  readonly projection: Projection;
  readonly me: UserId;
};

/** Commands about names and pictures. */
export function profileHandlers({ http, media, writer, projection, me }: ProfileParts): Handlers<ProfileCommand> {
  const upload = async (picture: Picture): Answer<MxcUri> => {
    const uri = await media.upload(picture);
    return isMxcUri(uri) ? ok(uri) : failed("internal", "never", "upload without address");
  };
  const guarded = <T>(work: () => Answer<T>): Answer<T> => work().catch(failureOf);

  return {
    setDisplayName: ({ name }) =>
      guarded(async () => {
        const displayName = name.trim();
        if (displayName === "") return failed("invalid-input", "never");
        await http.call("PUT", path("profile", me, "displayname"), { body: { displayname: displayName } });
        await projection.changeSession({ displayName });
        return ok(null);
      }),
    setAvatar: ({ picture }) =>
      guarded(async () => {
        const uri = await upload(picture);
        if (!uri.ok) return uri;
        await http.call("PUT", path("profile", me, "avatar_url"), { body: { avatar_url: uri.value } });
        await projection.changeSession({ avatar: uri.value });
        return ok(null);
      }),
    setRoomAvatar: ({ roomId, picture }) =>
      guarded(async () => {
        const uri = await upload(picture);
        if (!uri.ok) return uri;
        const done = await writer.putState(roomId, "m.room.avatar", "", { url: uri.value });
        return done.ok ? ok(null) : done;
      }),
    picture: ({ mxc, size }) => guarded(async () => media.picture(mxc, size)),
  };
}
