import type { UserId } from "@paceline/protocol";
import { stateEvent } from "../projection/room-state.ts";
import { alertIn } from "./alert-in.ts";
import { asShown, logicalIn } from "./alert-rows.ts";
import type { CircleSeen } from "./alert-rows.ts";
import type { AboutContact } from "./contacts.ts";

/** An answer older than this says little about today. */
const TERM_MS = 90 * 24 * 60 * 60 * 1_000;

/** What tests and answers in my circle tell of each contact. An answer to a real alert is as good as one to a test. */
export function testsOf(seen: CircleSeen, now: number): (user: UserId) => Omit<AboutContact, "verified"> {
  const { events } = seen;
  const alerts = logicalIn(seen).map((alert) => asShown(alert, seen));
  const ours = new Set(events.filter((event) => alertIn(event).is === "valid").map(({ sender }) => sender));
  const spoke = new Set(events.map(({ sender }) => sender));
  return (user) => {
    const answered = alerts.flatMap(({ acks }) => acks.filter((ack) => ack.user === user));
    const last = Math.max(0, ...answered.map(({ ts }) => ts));
    const test = alerts.find(({ status, eventId }) => status === "Test" && eventId !== undefined);
    const reply = test?.acks.find((ack) => ack.user === user)?.ts;
    return {
      confirmDue: isDue(seen, user, last, now),
      client: ours.has(user) ? "paceline" : spoke.has(user) && answered.length > 0 ? "other" : "unknown",
      ...(test === undefined
        ? {}
        : { test: { sentMs: test.sentMs, ...(reply === undefined ? {} : { answeredMs: reply }) } }),
    };
  };
}

/** Joined and not heard of for a term. A circle forgets answers after about as long, so an answer that is gone counts as one that is old. */
function isDue({ state }: CircleSeen, user: UserId, lastMs: number, now: number): boolean {
  const membership = stateEvent(state, "m.room.member", user);
  return membership?.content["membership"] === "join" && Math.max(membership.ts, lastMs) < now - TERM_MS;
}
