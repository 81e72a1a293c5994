import { describeMeetup } from "@paceline/domain/meetups";
import type { UserId } from "@paceline/protocol";
import { NS } from "@paceline/protocol";
import type { AnswerStatus, MeetupBlock } from "@paceline/protocol/events";
import { ClubAnswer, SessionAnswer } from "@paceline/protocol/http";
import type { CreateClubRequest } from "@paceline/protocol/http";
import { callJson, DemoRefusal } from "./matrix-person.ts";
import type { MatrixPerson } from "./matrix-person.ts";
import type { DemoMeetup } from "./meetup-plans.ts";

/** The bridge's API as one person may use it. */
export type BridgeSession = {
  makeClub(key: string, wanted: CreateClubRequest): Promise<ClubAnswer>;
  setRole(club: ClubAnswer, user: UserId, role: string): Promise<void>;
};

/** Proves to the bridge who `person` is, as any client does: by an OpenID token of their homeserver. */
export const openBridge = async (bridgeUrl: string, person: MatrixPerson): Promise<BridgeSession> => {
  const proof = await person.post(`/user/${encodeURIComponent(person.id)}/openid/request_token`, {});
  const { token } = SessionAnswer.parse(await callJson(`${bridgeUrl}/api/v1/auth/openid`, "POST", "", proof));
  return {
    makeClub: async (key, wanted) =>
      ClubAnswer.parse(await callJson(`${bridgeUrl}/api/v1/clubs`, "POST", token, wanted, { "idempotency-key": key })),
    setRole: async ({ space_id }, user, role) => {
      const path = `/api/v1/clubs/${encodeURIComponent(space_id)}/roles/${encodeURIComponent(user)}`;
      await callJson(bridgeUrl + path, "PUT", token, { role });
    },
  };
};

/** The path of a channel's room; a club without that channel is refused. */
export const channelOf = (club: ClubAnswer, kind: ClubAnswer["channels"][number]["kind"]): string => {
  const channel = club.channels.find((one) => one.kind === kind);
  if (!channel) throw new DemoRefusal(`${club.name}'s channel for ${kind}`, "NOT_FOUND");
  return roomPath(channel.room_id);
};

export const roomPath = (roomId: string): string => `/rooms/${encodeURIComponent(roomId)}`;

/** The space first: its members may enter its channels. */
export const joinClub = async (club: ClubAnswer, person: MatrixPerson): Promise<void> => {
  for (const room of [club.space_id, ...club.channels.map(({ room_id }) => room_id)])
    await person.post(`${roomPath(room)}/join`, {});
};

/** A message that may carry a block of ours. The same `key` sends it once, over all runs of one device. */
export const say = async (
  person: MatrixPerson,
  room: string,
  key: string,
  body: string,
  block: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const sent = await person.put(`${room}/send/m.room.message/demo-${key}`, { msgtype: "m.text", body, ...block });
  return String(sent["event_id"]);
};

export const announce = async (
  person: MatrixPerson,
  room: string,
  key: string,
  { title, text }: { readonly title: string; readonly text: string },
): Promise<void> => {
  await say(person, room, key, `${title}\n${text}`, { [`${NS}.announcement`]: { v: 1, title } });
};

/** Posts the card; resolves with its event id. */
export const postMeetup = (author: MatrixPerson, room: string, { key, block }: DemoMeetup): Promise<string> =>
  say(author, room, key, describeMeetup(block), { [`${NS}.meetup`]: block });

export type DemoAnswer = {
  readonly status: AnswerStatus;
  readonly guests: number;
  readonly pace?: string;
  readonly note?: string;
};

export const answer = async (
  person: MatrixPerson,
  room: string,
  { key }: DemoMeetup,
  card: string,
  given: DemoAnswer,
): Promise<void> => {
  await person.put(`${room}/send/${NS}.rsvp/demo-${key}`, {
    v: 1,
    "m.relates_to": { rel_type: "m.reference", event_id: card },
    ...given,
  });
};

/** What a person of the demo answers, the same at every run: most come, some hesitate, a few have no time. */
export const demoAnswer = (index: number, turn: number, { pace_groups }: MeetupBlock): DemoAnswer | undefined => {
  const dice = (index * 7 + turn * 5) % 12;
  if (dice === 11) return undefined;
  const status: AnswerStatus = dice < 7 ? "yes" : dice < 9 ? "maybe" : "no";
  const pace = pace_groups[dice % Math.max(pace_groups.length, 1)]?.id;
  return {
    status,
    guests: status === "yes" && dice === 3 ? 1 : 0,
    ...(status === "yes" && pace !== undefined && { pace }),
    ...(dice === 7 && { note: "If the rain stops in time." }),
    ...(dice === 9 && { note: "Family lunch. Have a good one!" }),
  };
};
