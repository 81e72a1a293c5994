import { fact, type Fact } from "../view-state.ts";
import { meetups } from "./meetups.ts";
import { CHAT, clubs, JONAS, members, requests, RIVERSIDE, rooms } from "./rooms.ts";
import { signedIn } from "./session.ts";
import { chatMeta, chatRows, directRows } from "./timeline.ts";
import { deviceId } from "@paceline/protocol";
import type { DeviceRow, SessionRow } from "@paceline/protocol/port";
import { DAY, NOW } from "./time.ts";

const devices: readonly DeviceRow[] = [
  { id: deviceId("WEBDEVICE"), name: "Paceline on Firefox", current: true, verified: true, lastSeenMs: NOW },
  {
    id: deviceId("PHONE"),
    name: "Element on Ana’s phone",
    current: false,
    verified: true,
    lastSeenMs: NOW - 3 * 3_600_000,
  },
  { id: deviceId("OLDLAP"), name: "Old laptop", current: false, verified: false, lastSeenMs: NOW - 40 * DAY },
];

/** An account in the middle of club life, with the session given. */
export const livelyAs = (session: SessionRow): readonly Fact[] => [
  fact("session", {}, [session], {}),
  fact("rooms", {}, rooms, { complete: true }),
  fact("clubs", {}, clubs, {}),
  fact("meetups", {}, meetups, {}),
  fact("requests", {}, requests, {}),
  fact("verifications", {}, [], {}),
  fact("devices", {}, devices, {}),
  fact("members", { roomId: CHAT }, members, {}),
  fact("members", { roomId: RIVERSIDE }, members, {}),
  fact("timeline", { roomId: CHAT }, chatRows, chatMeta),
  fact("timeline", { roomId: JONAS }, directRows, { roomId: JONAS, older: "start" }),
  fact("typing", { roomId: CHAT }, [{ id: "@tom:example.org", name: "Tom" }], {}),
];

export const lively = livelyAs(signedIn);

/** The same facts with one list replaced. */
export const withFact = (facts: readonly Fact[], changed: Fact): readonly Fact[] => [
  ...facts.filter((one) => one.list !== changed.list || JSON.stringify(one.params) !== JSON.stringify(changed.params)),
  changed,
];
