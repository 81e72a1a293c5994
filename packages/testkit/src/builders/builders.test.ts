import { expect, test } from "vitest";
import { decode, EVENTS, type EventName } from "@paceline/protocol/events";
import {
  channel,
  clubSpace,
  meetupCard,
  meetupEdit,
  meetupUpdate,
  reaction,
  redacted,
  redaction,
  roster,
  rsvp,
} from "./index.ts";

const story = () => {
  const book = channel("meetups");
  const card = meetupCard(book, "jonas", { capacity: 2 });
  rsvp(book, "ana", card, "yes", { guests: 1 });
  const yes = reaction(book, "ben", card, "✅");
  redaction(book, "ben", yes);
  roster(book, "jonas", card, { confirmed: ["ana"], waitlist: ["ben"] });
  meetupUpdate(book, "sam", card, { title: "Moved" });
  meetupEdit(book, card, { status: "cancelled" });
  return book;
};

test("E1 the same calls build the same events, each id once and in order of time", () => {
  const [first, second] = [story().events, story().events];
  expect(second).toEqual(first);
  expect(new Set(first.map((event) => event.event_id)).size).toBe(first.length);
  expect(first.map((event) => event.origin_server_ts)).toEqual(
    first.map((event) => event.origin_server_ts).toSorted((a, b) => a - b),
  );
});

test("E1 what is built of our types is what the protocol reads", () => {
  const ours = [...story().events, ...clubSpace({ crew: { jonas: "owner", eva: "coach" } }).events];
  const names = Object.keys(EVENTS) as EventName[];
  const read = names.flatMap((name) => {
    const { type, carrier } = EVENTS[name];
    const events = ours.filter((event) => (carrier === "block" ? type in event.content : event.type === type));
    return events.length === 0 ? [] : [[name, events.map((event) => decode(name, event.content).is)]];
  });
  expect(Object.fromEntries(read)).toEqual({
    channel: ["valid"],
    club: ["valid"],
    meetup: ["valid", "valid"],
    meetupUpdate: ["valid"],
    role: ["valid"],
    roster: ["valid"],
    rsvp: ["valid"],
  });
});

test("E2 a redacted event keeps its place and names its redaction", () => {
  const book = channel("meetups");
  const answer = rsvp(book, "ana", meetupCard(book));
  const because = redaction(book, "ana", answer);
  expect(redacted({ ...answer, content: { ...answer.content } }, because)).toMatchObject({
    event_id: answer.event_id,
    content: {},
    unsigned: { redacted_because: { content: { redacts: answer.event_id } } },
  });
});
