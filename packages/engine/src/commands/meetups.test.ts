import { ok, roomId, txnId } from "@paceline/protocol";
import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import { expect, test } from "vitest";
import { MeetupBook } from "../meetups/book.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { meetupHandlers } from "./meetups.ts";

test("M12 a card is readable in other clients in the language of whoever posts it, from the moment on in which they chose it", async () => {
  const projection = await openAna();
  const bodies: unknown[] = [];
  const outbox: Outbox = {
    ...emptyOutbox,
    enqueue: async (intent) => {
      if (intent.is === "event") bodies.push(intent.content["body"]);
      return ok(txnId(`t${bodies.length}`));
    },
  };
  const { createMeetup } = meetupHandlers({ projection, outbox, book: new MeetupBook(projection), me: ANA });
  const start = { utc: "2096-11-18T08:00:00Z", local: "2096-11-18T09:00:00", timeZone: "Europe/Berlin" };
  const { title, sport, pace_groups } = MeetupBlock.parse(EVENTS.meetup.sample);
  const post = () => createMeetup({ roomId: roomId("!club"), draft: { title, sport, pace_groups, start } });

  expect(await post()).toMatchObject({ ok: true });
  const { session } = projection;
  if (session === undefined) throw new Error("nobody is signed in");
  await projection.commit({ session: { ...session, language: "de" } });
  expect(await post()).toMatchObject({ ok: true });
  expect(bodies).toEqual([
    expect.stringContaining("When: Sunday 18 November 2096"),
    expect.stringContaining("Wann: Sonntag, 18. November 2096"),
  ]);
});
