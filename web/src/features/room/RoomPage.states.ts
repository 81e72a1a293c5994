import type { RoomRights } from "@paceline/protocol/port";
import { lively, withFact } from "../../gallery/samples/lively.ts";
import { hazards, riders } from "../../gallery/samples/on-the-road.ts";
import { ANNOUNCE, CHAT, JONAS, rooms } from "../../gallery/samples/rooms.ts";
import { everyKind, longHistory, message, withGap } from "../../gallery/samples/timeline.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const chat = `/chats/${encodeURIComponent(CHAT)}`;

/** The chat with nothing in it but rows of one kind. */
const only = (kind: (typeof everyKind)[number]["is"]) => {
  const rows = everyKind.filter(({ is }) => is === kind);
  return withFact(lively, fact("timeline", { roomId: CHAT }, rows, { roomId: CHAT, older: "start" }));
};

/** The chat as a group that another client made. */
const ofAnotherClient = (may: Partial<RoomRights>) =>
  withFact(
    lively,
    fact(
      "rooms",
      {},
      rooms.map(({ channel: _none, clubId: _neither, ...room }) => ({
        ...room,
        kind: "group" as const,
        may: { ...room.may, ...may },
      })),
      { complete: true },
    ),
  );

export const states: readonly ViewState[] = [
  { name: "lively", path: chat, facts: lively, shared: { asideOpen: true } },
  {
    name: "captain's aside",
    path: chat,
    facts: withFact(
      lively,
      fact(
        "rooms",
        {},
        rooms.map((room) => ({
          ...room,
          may: { ...room.may, rename: true, picture: true, invite: true, remove: true },
        })),
        { complete: true },
      ),
    ),
    shared: { asideOpen: true },
  },
  {
    name: "moderators alone share",
    path: chat,
    facts: ofAnotherClient({ share: false }),
    shared: { asideOpen: true },
  },
  {
    name: "sharing to be allowed",
    path: chat,
    facts: ofAnotherClient({ share: true, letShare: true }),
    shared: { asideOpen: true },
  },
  {
    name: "on the road",
    path: chat,
    facts: [
      ...lively,
      fact(
        "shares",
        {},
        riders.map((share) => ({ ...share, roomId: CHAT })),
        {},
      ),
    ],
    shared: { asideOpen: true },
  },
  {
    name: "share dialog",
    path: chat,
    facts: lively,
    press: ["button[aria-label='Share my position']"],
  },
  {
    name: "hazard",
    path: chat,
    facts: [
      ...withFact(
        lively,
        fact(
          "timeline",
          { roomId: CHAT },
          hazards.map(({ id, reporter, sentMs, headline }) =>
            message("hazard", reporter, sentMs, `⚠️ Ice: ${headline}`, { hazard: id }),
          ),
          { roomId: CHAT, older: "start" },
        ),
      ),
      fact("hazards", {}, hazards, {}),
    ],
  },
  { name: "no aside", path: chat, facts: lively },
  { name: "direct", path: `/chats/${encodeURIComponent(JONAS)}`, facts: lively },
  {
    name: "every kind",
    path: chat,
    facts: withFact(lively, fact("timeline", { roomId: CHAT }, everyKind, { roomId: CHAT, older: "start" })),
  },
  {
    name: "shares",
    path: chat,
    facts: only("share"),
  },
  {
    name: "long",
    path: chat,
    facts: withFact(lively, fact("timeline", { roomId: CHAT }, longHistory(400), { roomId: CHAT, older: "more" })),
  },
  {
    name: "empty",
    path: chat,
    facts: withFact(lively, fact("timeline", { roomId: CHAT }, [], { roomId: CHAT, older: "start" })),
  },
  {
    name: "cannot be read",
    path: chat,
    facts: only("undecryptable"),
  },
  { name: "waiting", path: chat, facts: lively.filter((one) => one.list !== "timeline") },
  {
    name: "older failed",
    path: chat,
    facts: withFact(
      lively,
      fact("timeline", { roomId: CHAT }, everyKind.slice(3, 6), { roomId: CHAT, older: "failed" }),
    ),
  },
  {
    name: "gap failed",
    path: chat,
    facts: withFact(lively, fact("timeline", { roomId: CHAT }, withGap("failed"), { roomId: CHAT, older: "start" })),
  },
  {
    name: "may not write",
    path: `/chats/${encodeURIComponent(ANNOUNCE)}`,
    facts: withFact(
      lively,
      fact("timeline", { roomId: ANNOUNCE }, everyKind.slice(7, 8), { roomId: ANNOUNCE, older: "start" }),
    ),
  },
  { name: "not a member", path: "/chats/!elsewhere:example.org", facts: lively },
];
