import { invalidParam, notFound } from "./errors.ts";
import type { Content } from "./event.ts";
import type { Rooms } from "./rooms.ts";

const MAX_PROFILE_BYTES = 65_536;

/** Profiles: name, picture and free fields (MSC4133). A new name or picture is told to the rooms of the person. */
export class Profiles {
  private readonly byUser = new Map<string, Map<string, unknown>>();
  private readonly rooms: Rooms;

  constructor(rooms: Rooms) {
    this.rooms = rooms;
  }

  of(userId: string): Content {
    return Object.fromEntries(this.byUser.get(userId) ?? []);
  }

  /** What membership events repeat of the profile. */
  memberPart(userId: string): Content {
    const { displayname, avatar_url: avatar } = this.of(userId);
    return {
      displayname: displayname ?? userId.slice(1, userId.indexOf(":")),
      ...(avatar === undefined ? {} : { avatar_url: avatar }),
    };
  }

  field(userId: string, name: string): Content {
    const value = this.byUser.get(userId)?.get(name);
    if (value === undefined) throw notFound("Profile field not found");
    return { [name]: value };
  }

  set(userId: string, name: string, value: unknown): void {
    const mine = this.byUser.get(userId) ?? new Map<string, unknown>();
    if (value === undefined || value === "") mine.delete(name);
    else mine.set(name, value);
    if (JSON.stringify([...mine]).length > MAX_PROFILE_BYTES) throw invalidParam("Profile too large");
    this.byUser.set(userId, mine);
    if (name !== "displayname" && name !== "avatar_url") return;
    for (const [roomId, membership] of this.rooms.ofUser.get(userId) ?? []) {
      if (membership === "join") this.rooms.member(this.rooms.get(roomId), userId, userId, "join");
    }
  }
}
