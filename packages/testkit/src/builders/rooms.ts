import { clubPowerLevels, type ClubRoomKind } from "@paceline/domain/roles";
import { NS, type RoomId, type UserId } from "@paceline/protocol";
import type { ChannelKind, ChannelState, ClubState, Role } from "@paceline/protocol/events";
import { person, RoomBook, type BuiltEvent } from "./room-book.ts";

type Who = UserId | string;

export const state = <Content extends object>(
  book: RoomBook,
  sender: Who,
  type: string,
  content: Content,
  key = "",
): BuiltEvent<Content> => book.add({ type, sender, content, state_key: key });

export const member = (book: RoomBook, who: Who, membership = "join", by: Who = who): BuiltEvent => {
  const user = person(who);
  const content = { membership, displayname: user.slice(1, user.indexOf(":")) };
  return state(book, by, "m.room.member", content, user);
};

/** People and their roles; everybody listed is a member. */
export type Crew = Readonly<Record<string, Role>>;
export const CREW: Crew = { jonas: "owner", mia: "captain", sam: "leader", ana: "member", ben: "member" };

export const BOT = "paceline";

export const clubState = (overrides: Partial<ClubState> = {}): ClubState => ({
  v: 1,
  access: "private",
  sports: ["cycling"],
  ...overrides,
});

/** The state of a club's space as the bridge makes it: created by the bot, owner at 100. */
export const clubSpace = (
  options: { readonly name?: string; readonly crew?: Crew; readonly club?: Partial<ClubState> } = {},
): RoomBook => {
  const book = new RoomBook("!space:example.org");
  const club = clubState(options.club);
  begin(book, { kind: "space", access: club.access, name: options.name ?? "River Riders", crew: options.crew ?? CREW });
  state(book, BOT, `${NS}.club`, club);
  for (const [name, role] of Object.entries(options.crew ?? CREW)) {
    if (role === "coach") state(book, BOT, `${NS}.roles`, { v: 1, role }, person(name).slice(1));
  }
  return book;
};

/** The state of a club's channel. */
export const channel = (
  kind: ChannelKind,
  options: { readonly name?: string; readonly crew?: Crew; readonly club?: RoomId; readonly encrypted?: boolean } = {},
): RoomBook => {
  const book = new RoomBook(`!${kind}:example.org`);
  const encrypted = options.encrypted ?? true;
  begin(book, {
    kind,
    access: encrypted ? "private" : "open",
    name: options.name ?? kind,
    crew: options.crew ?? CREW,
  });
  const content: ChannelState = { v: 1, kind, ...(options.club === undefined ? {} : { club: options.club }) };
  state(book, BOT, `${NS}.channel`, content);
  if (encrypted) state(book, BOT, "m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
  return book;
};

type Beginning = {
  readonly kind: ClubRoomKind;
  readonly access: "open" | "private";
  readonly name: string;
  readonly crew: Crew;
};

function begin(book: RoomBook, { kind, access, name, crew }: Beginning): void {
  const people = new Map(Object.entries(crew).map(([who, role]) => [person(who), role]));
  const space = kind === "space" ? { type: "m.space" } : {};
  state(book, BOT, "m.room.create", { room_version: "12", ...space });
  member(book, BOT);
  state(book, BOT, "m.room.power_levels", clubPowerLevels({ kind, access, version: "12", bot: person(BOT), people }));
  state(book, BOT, "m.room.name", { name });
  for (const who of people.keys()) member(book, who);
}
