import {
  ClubAnswer,
  ClubChannelAnswer,
  CreateChannelRequest,
  CreateClubRequest,
  MailWayOutRequest,
  OpenIdRequest,
  PushWayOutRequest,
  SessionAnswer,
  SessionList,
  SetRoleRequest,
  TimerAnswer,
  TimerRequest,
  TrackerAnswer,
  TrackerRequest,
  WaysOutAnswer,
} from "@paceline/protocol/http";
import { z } from "zod";
import { NOTHING } from "./described.ts";
import type { Described } from "./described.ts";

const Ready = z.object({
  ready: z.boolean(),
  missing: z.array(z.string()),
  ways_out: z.object({ waiting: z.int(), failed: z.int() }),
});

const GENERAL: readonly Described[] = [
  {
    method: "get",
    path: "/health",
    summary: "The process answers",
    caller: "anybody",
    answers: { 200: z.object({ status: z.literal("ok") }) },
  },
  {
    method: "get",
    path: "/ready",
    summary: "What keeps the bridge from working",
    caller: "anybody",
    answers: { 200: Ready, 503: Ready },
  },
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "This document",
    caller: "anybody",
    answers: { 200: z.looseObject({}) },
  },
  {
    method: "get",
    path: "/api/docs",
    summary: "This document as a page (text/html)",
    caller: "anybody",
    answers: { 200: undefined },
  },
  {
    method: "post",
    path: "/api/v1/auth/openid",
    summary: "Sign in with an OpenID token of the own homeserver",
    caller: "anybody",
    body: OpenIdRequest,
    answers: { 200: SessionAnswer },
  },
  {
    method: "get",
    path: "/api/v1/auth/sessions",
    summary: "The caller's sessions",
    caller: "person",
    answers: { 200: SessionList },
  },
  { method: "delete", path: "/api/v1/auth/session", summary: "End this session", caller: "person", answers: NOTHING },
  {
    method: "delete",
    path: "/api/v1/auth/sessions/{id}",
    summary: "End one session",
    caller: "person",
    answers: NOTHING,
  },
];

const CLUBS: readonly Described[] = [
  {
    method: "post",
    path: "/api/v1/clubs",
    summary: "Make a club",
    caller: "person",
    body: CreateClubRequest,
    answers: { 201: ClubAnswer },
    once: true,
  },
  { method: "get", path: "/api/v1/clubs/{space}", summary: "A club", caller: "person", answers: { 200: ClubAnswer } },
  {
    method: "put",
    path: "/api/v1/clubs/{space}/roles/{user}",
    summary: "Give a role",
    caller: "person",
    body: SetRoleRequest,
    answers: NOTHING,
  },
  {
    method: "post",
    path: "/api/v1/clubs/{space}/channels",
    summary: "Add a channel",
    caller: "person",
    body: CreateChannelRequest,
    answers: { 201: ClubChannelAnswer },
    once: true,
  },
];

const SAFETY = "/api/v1/safety";
const SAFETY_ROUTES: readonly Described[] = [
  {
    method: "put",
    path: `${SAFETY}/timers/{id}`,
    summary: "Arm a safety timer or move it; an older seq changes nothing",
    caller: "person",
    body: TimerRequest,
    answers: { 200: TimerAnswer },
  },
  {
    method: "get",
    path: `${SAFETY}/timers/{id}`,
    summary: "A safety timer",
    caller: "person",
    answers: { 200: TimerAnswer },
  },
  {
    method: "delete",
    path: `${SAFETY}/timers/{id}`,
    summary: "End a safety timer: it never fires from now on",
    caller: "person",
    answers: NOTHING,
  },
  {
    method: "get",
    path: `${SAFETY}/ways-out`,
    summary: "Ways that need no homeserver, and what the caller agreed to",
    caller: "person",
    answers: { 200: WaysOutAnswer },
  },
  {
    method: "put",
    path: `${SAFETY}/ways-out/push`,
    summary: "Agree to be reached by push on this device",
    caller: "person",
    body: PushWayOutRequest,
    answers: NOTHING,
  },
  {
    method: "delete",
    path: `${SAFETY}/ways-out/push`,
    summary: "Take all push agreements back",
    caller: "person",
    answers: NOTHING,
  },
  {
    method: "put",
    path: `${SAFETY}/ways-out/mail`,
    summary: "Ask to be reached by mail: the address gets a link, and counts once its owner has confirmed there",
    caller: "person",
    body: MailWayOutRequest,
    answers: NOTHING,
  },
  {
    method: "delete",
    path: `${SAFETY}/ways-out/mail`,
    summary: "Take the mail address back, confirmed or not",
    caller: "person",
    answers: NOTHING,
  },
  {
    method: "get",
    path: "/api/v1/mail/{token}",
    summary: "A page (text/html) that asks the owner of a mail address to confirm; 404 where the link is over",
    caller: "link",
    answers: { 200: undefined },
  },
  {
    method: "post",
    path: "/api/v1/mail/{token}",
    summary: "Confirm a mail address, as the button of that page does",
    caller: "link",
    answers: { 200: undefined },
  },
  {
    method: "post",
    path: `${SAFETY}/trackers`,
    summary: "An address for sealed positions into the own circle; again for the same id ends the old one",
    caller: "person",
    body: TrackerRequest,
    answers: { 201: TrackerAnswer },
  },
  {
    method: "delete",
    path: `${SAFETY}/trackers/{id}`,
    summary: "End a tracker's address",
    caller: "person",
    answers: NOTHING,
  },
  {
    method: "post",
    path: "/api/v1/ingest/{kind}/{secret}",
    summary: "A position of a tracker, as OwnTracks, Traccar, GPSLogger or Overland post it",
    caller: "tracker",
    body: z.looseObject({}),
    answers: { 200: z.union([z.array(z.never()), z.object({ result: z.literal("ok") })]) },
  },
];

/** What people, trackers and whoever looks after the bridge may call. */
export const PEOPLE: readonly Described[] = [...GENERAL, ...CLUBS, ...SAFETY_ROUTES];
