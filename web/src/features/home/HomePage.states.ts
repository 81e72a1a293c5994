import { circleInvitation } from "@paceline/domain/safety";
import { eventId, roomId } from "@paceline/protocol";
import type { RequestRow } from "@paceline/protocol/port";
import { livelyAs, lively, withFact } from "../../gallery/samples/lively.ts";
import { signedIn, withEncryption } from "../../gallery/samples/session.ts";
import { safetyFacts, share } from "../../gallery/samples/safety.ts";
import { jonas } from "../../gallery/samples/people.ts";
import { NOW } from "../../gallery/samples/time.ts";
import { fact, type Fact, type ViewState } from "../../gallery/view-state.ts";

const session = fact("session", {}, [signedIn], {});
const empty: readonly Fact[] = [
  session,
  fact("rooms", {}, [], { complete: true }),
  fact("clubs", {}, [], {}),
  fact("meetups", {}, [], {}),
  fact("requests", {}, [], {}),
];

const riders = [
  fact(
    "shares",
    {},
    [share, { ...share, id: eventId("$jonas"), person: jonas, roomName: "Sunday gravel", mine: false }],
    {},
  ),
];

const asked: RequestRow = {
  id: "r1",
  is: "invite",
  roomId: roomId("!jonass:example.org"),
  roomName: "Jonas’s safety circle",
  roomKind: "group",
  from: jonas.userId,
  fromName: jonas.name,
  reason: circleInvitation(jonas.name, "en"),
  ts: NOW - 60_000,
};

export const states: readonly ViewState[] = [
  { name: "lively", path: "/", facts: lively },
  { name: "empty", path: "/", facts: empty },
  { name: "waiting", path: "/", facts: [session] },
  {
    name: "offline",
    path: "/",
    facts: livelyAs({
      ...signedIn,
      link: { is: "offline", sinceMs: NOW - 300_000, retryAtMs: NOW + 20_000 },
      outbox: { queued: 2, failed: 0 },
    }),
  },
  { name: "not sent", path: "/", facts: livelyAs({ ...signedIn, outbox: { queued: 0, failed: 2 } }) },
  {
    name: "discard",
    path: "/",
    facts: livelyAs({ ...signedIn, outbox: { queued: 0, failed: 2 } }),
    press: ["[data-tone=danger] button[data-look=quiet]"],
  },
  {
    name: "key not saved",
    path: "/",
    shared: { setupPostponed: true },
    facts: livelyAs(withEncryption({ is: "unset", backup: "none", recoveryKeyChecked: false })),
  },
  {
    name: "on the road",
    path: "/",
    facts: [...lively, ...safetyFacts.filter(({ list }) => list !== "shares" && list !== "alerts"), ...riders],
  },
  { name: "asked to be a contact", path: "/", facts: withFact(lively, fact("requests", {}, [asked], {})) },
  {
    name: "asked to be a contact, in its room",
    path: `/chats/${encodeURIComponent(asked.roomId)}`,
    facts: withFact(lively, fact("requests", {}, [asked], {})),
  },
  { name: "nowhere", path: "/nowhere", facts: lively },
];
