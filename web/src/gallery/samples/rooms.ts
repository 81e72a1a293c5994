import { roomId } from "@paceline/protocol";
import type { ClubRow, MemberRow, Person, Preview, RequestRow, RoomRights, RoomRow } from "@paceline/protocol/port";
import { bot, ana, ines, jonas, kira, lea, mila, omar, priya, ruiz, sam, tom } from "./people.ts";
import { at, NOW } from "./time.ts";

export const RIVERSIDE = roomId("!riverside:example.org");
export const NIGHT = roomId("!nightlights:example.org");
const TRI = roomId("!tricoast:example.org");
export const CHAT = roomId("!riverside-chat:example.org");
export const ANNOUNCE = roomId("!riverside-news:example.org");
export const RIDES = roomId("!riverside-rides:example.org");
export const JONAS = roomId("!jonas:example.org");
/** The own room of Sunday's ride. */
export const RIDE = roomId("!riverside-sunday:example.org");

const rights = (more: Partial<RoomRights> = {}): RoomRights => ({
  send: true,
  invite: true,
  remove: false,
  redactOthers: false,
  announce: false,
  rename: false,
  picture: false,
  share: true,
  letShare: false,
  ...more,
});

const text = (words: string): Preview => ({ kind: "text", text: words });
const last = (preview: Preview, sender: Person, ts: number) => ({
  preview,
  sender: sender.userId,
  senderName: sender.name,
  mine: sender === ana,
  ts,
});
const room = (id: string, name: string, more: Partial<RoomRow>): RoomRow => ({
  id: roomId(id),
  kind: "group",
  name,
  encrypted: true,
  memberCount: 5,
  unread: 0,
  mentions: 0,
  role: "member",
  may: rights(),
  ...more,
});

export const rideRoom: RoomRow = room(RIDE, "Sunday gravel, river loop · 22 Nov", {
  channel: "meetup",
  memberCount: 9,
  last: last(text("I bring the spare tube. Meet at the slipway side."), lea, at("2026-11-21", "09:20")),
});

export const rooms: readonly RoomRow[] = [
  room(CHAT, "Riverside chat", {
    kind: "channel",
    channel: "chat",
    clubId: RIVERSIDE,
    memberCount: 23,
    unread: 2,
    mentions: 1,
    last: last(text("does anyone have a spare front light? Mine gave up."), mila, at("2026-11-21", "09:41")),
  }),
  room(RIDES, "Riverside meetups", {
    kind: "channel",
    channel: "meetups",
    clubId: RIVERSIDE,
    memberCount: 23,
    last: last({ kind: "meetup", title: "Sunday gravel, river loop" }, jonas, at("2026-11-21", "09:12")),
  }),
  room(JONAS, "Jonas Weber", {
    kind: "direct",
    peer: jonas.userId,
    memberCount: 2,
    unread: 1,
    last: last(text("Can you take the B group?"), jonas, at("2026-11-21", "08:55")),
  }),
  room("!nl-chat:example.org", "Night Lights chat", {
    kind: "channel",
    channel: "chat",
    clubId: NIGHT,
    memberCount: 41,
    last: last(text("Track is lit until 21:00 this week"), tom, at("2026-11-20", "21:10")),
  }),
  room("!mila:example.org", "Mila Novak", {
    kind: "direct",
    peer: mila.userId,
    memberCount: 2,
    last: last({ kind: "undecryptable" }, mila, at("2026-11-20", "18:30")),
  }),
  room("!ruiz:hills.example", "Coach Ruiz", {
    kind: "direct",
    peer: ruiz.userId,
    memberCount: 2,
    last: last(text("Week 47 is up: two easy, one long, one with hills"), ruiz, at("2026-11-19", "07:15")),
  }),
  room("!committee:example.org", "Committee", {
    memberCount: 6,
    last: last(text("minutes are pinned"), ana, at("2026-11-18", "20:05")),
  }),
  room(ANNOUNCE, "Riverside announcements", {
    kind: "channel",
    channel: "announcements",
    clubId: RIVERSIDE,
    encrypted: false,
    memberCount: 23,
    may: rights({ send: false }),
    last: last(text("Winter training begins on 1 December"), priya, at("2026-11-16", "12:00")),
  }),
];

export const clubs: readonly ClubRow[] = [
  {
    id: RIVERSIDE,
    name: "Riverside Wheelers",
    topic: "Gravel and road along the river. Sundays at nine, Thursdays before work.",
    access: "private",
    sports: ["gravel", "cycling"],
    role: "captain",
    memberCount: 23,
    channels: [
      { roomId: ANNOUNCE, kind: "announcements", name: "Announcements", encrypted: true, joined: true },
      { roomId: RIDES, kind: "meetups", name: "Meetups", encrypted: true, joined: true },
      { roomId: CHAT, kind: "chat", name: "Riverside chat", encrypted: true, joined: true },
      {
        roomId: roomId("!riverside-parts:example.org"),
        kind: "chat",
        name: "Parts and swaps",
        encrypted: true,
        joined: false,
      },
    ],
    unread: 2,
    mentions: 1,
    link: "https://matrix.to/#/!riverside:example.org?via=example.org",
    may: { invite: true, manage: true, announce: true, picture: true },
  },
  {
    id: NIGHT,
    name: "Night Lights",
    topic: "Track and trail after dark",
    access: "open",
    sports: ["running", "trail"],
    role: "member",
    memberCount: 41,
    channels: [],
    unread: 0,
    mentions: 0,
    link: "https://matrix.to/#/!nightlights:example.org?via=example.org",
    may: { invite: true, manage: false, announce: false, picture: false },
  },
  {
    id: TRI,
    name: "Tri Coast",
    access: "other",
    sports: ["triathlon"],
    role: "member",
    memberCount: 112,
    channels: [],
    unread: 0,
    mentions: 0,
    link: "https://matrix.to/#/!tricoast:example.org?via=example.org",
    may: { invite: false, manage: false, announce: false, picture: false },
  },
];

const member = (person: Person, role: MemberRow["role"], more: Partial<MemberRow> = {}): MemberRow => ({
  id: person.userId,
  name: person.name,
  role,
  membership: "join",
  me: person === ana,
  bot: false,
  invitedBy: { userId: jonas.userId, name: jonas.name, hadPower: true },
  ...more,
});

export const members: readonly MemberRow[] = [
  { id: bot, name: "Paceline", role: "owner", membership: "join", me: false, bot: true },
  { id: jonas.userId, name: jonas.name, role: "captain", membership: "join", me: false, bot: false },
  member(ana, "captain"),
  member(priya, "leader"),
  member(lea, "coach"),
  member(mila, "member"),
  member(tom, "member", { invitedBy: { userId: mila.userId, name: mila.name, hadPower: false } }),
  member(ines, "member"),
  member(omar, "guest"),
  member(kira, "member", { membership: "invite" }),
];

export const requests: readonly RequestRow[] = [
  {
    id: "r1",
    is: "knock",
    clubId: RIVERSIDE,
    clubName: "Riverside Wheelers",
    from: sam.userId,
    fromName: sam.name,
    reason: "Priya told me about the Sunday rides. I ride a gravel bike, about 22 km/h.",
    ts: NOW - 3_600_000,
  },
  {
    id: "r2",
    is: "invite",
    roomId: roomId("!kira:example.org"),
    roomName: "Kira Maas",
    roomKind: "direct",
    from: kira.userId,
    fromName: kira.name,
    ts: NOW - 7_200_000,
  },
];
