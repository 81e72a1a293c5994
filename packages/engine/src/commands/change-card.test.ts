import { draftOf } from "@paceline/domain";
import { eventId, failed, roomId, userId } from "@paceline/protocol";
import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import { expect, test } from "vitest";
import { ingestSync } from "../ingest/sync-ingest.ts";
import { MeetupBook } from "../meetups/book.ts";
import { openOutbox } from "../outbox/outbox.ts";
import { FakeParts } from "../outbox/testing/fake-parts.ts";
import { record } from "../projection/room-state.ts";
import { ingesting } from "../testing/ingesting.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, roomState, sync } from "../testing/sync-builder.ts";
import { meetupHandlers } from "./meetups.ts";

const BEN = userId("@ben:example.org");
const MEETUPS = roomId("!meetups");
const cardId = eventId("$card");
const meetup = MeetupBlock.parse({ ...EVENTS.meetup.sample, pace_groups: [] });

/** Ana's commands about her card where nothing comes back: without a network, or at a server that refuses. */
async function unheard(failure: "offline" | "forbidden") {
  const projection = await openAna();
  const content = { msgtype: "m.text", body: "card", [EVENTS.meetup.type]: meetup };
  const card = event("m.room.message", content, { sender: ANA, event_id: cardId });
  const { batch } = await ingestSync(
    projection,
    sync({ [MEETUPS]: { state: roomState(), timeline: [card] } }),
    ingesting(),
  );
  await projection.commit(batch);
  const parts = new FakeParts();
  parts.answer = async () => failed(failure, failure === "offline" ? "later" : "never");
  const outbox = await openOutbox(parts);
  outbox.start();
  /** Each version of the card that was written, in order. */
  const written = () =>
    outbox.entries(MEETUPS).flatMap(({ intent }) => {
      const block = intent.is === "event" ? record(intent.content["m.new_content"])[EVENTS.meetup.type] : undefined;
      return block === undefined ? [] : [MeetupBlock.parse(block)];
    });
  const refused = () => outbox.entries(MEETUPS).filter(({ state }) => state.is === "failed").length;
  return { ...meetupHandlers({ projection, outbox, book: new MeetupBook(projection), me: ANA }), written, refused };
}

test("E14 E8 a change that follows another before that came back keeps it", async () => {
  const { setRidePart, changeMeetup, cancelMeetup, written } = await unheard("offline");
  await setRidePart({ cardId, part: "lead", userId: BEN });
  await setRidePart({ cardId, part: "sweep", userId: ANA });
  await changeMeetup({ cardId, draft: { ...draftOf(meetup), title: "Hill repeats" } });
  await cancelMeetup({ cardId });
  const parts = [
    { part: "lead", user: BEN },
    { part: "sweep", user: ANA },
  ];
  expect(written()).toMatchObject([
    { sequence: meetup.sequence + 1, parts: parts.slice(0, 1) },
    { sequence: meetup.sequence + 2, parts },
    { sequence: meetup.sequence + 3, parts, title: "Hill repeats" },
    { sequence: meetup.sequence + 4, parts, title: "Hill repeats", status: "cancelled" },
  ]);
});

test("E8 a change that the server refused is in no later one", async () => {
  const { setRidePart, written, refused } = await unheard("forbidden");
  await setRidePart({ cardId, part: "lead", userId: BEN });
  await expect.poll(refused).toBe(1);
  await setRidePart({ cardId, part: "sweep", userId: ANA });
  expect(written().at(-1)).toMatchObject({ sequence: meetup.sequence + 1, parts: [{ part: "sweep", user: ANA }] });
});
