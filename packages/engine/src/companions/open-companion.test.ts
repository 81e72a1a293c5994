import { eventId, ok, roomId, txnId } from "@paceline/protocol";
import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import { expect, test } from "vitest";
import type { Content } from "../matrix/client-port.ts";
import type { Http } from "../matrix/http.ts";
import { MeetupBook } from "../meetups/book.ts";
import type { SessionRecord } from "../projection/session-record.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, member, roomState, state, sync } from "../testing/sync-builder.ts";
import { takingCards } from "../testing/taking-cards.ts";
import { companionHandlers } from "./open-companion.ts";

const MEETUPS = roomId("!meetups");
const RIDE = roomId("!ride");
const OTHER = roomId("!other");
const CARD = eventId("$card");
const NOW = Date.parse("2026-11-20T08:00:00Z");
const meetup = MeetupBlock.parse({ ...EVENTS.meetup.sample, sequencer: ANA });
const channel = (card: string) => ({ v: 1, kind: "meetup", card });

const beginning = [state("m.room.create", { room_version: "12" }, "", { sender: ANA }), member(ANA)];
const encryption = state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
const ending = [state(EVENTS.channel.type, channel(CARD)), state("m.room.name", { name: "Ride" })];

/** A phone of Ana whose server knows of a room that another device of hers made for the card, and that syncs have told this much of. */
async function phone(told: readonly Content[]) {
  const projection = await openAna();
  const book = new MeetupBook(projection);
  const made: string[] = [];
  const asked = Promise.withResolvers<void>();
  const http: Http = {
    async call(method, path) {
      const address = decodeURIComponent(path);
      if (method === "POST") made.push(address);
      if (address === "/joined_rooms") return { joined_rooms: [MEETUPS, RIDE, OTHER] };
      if (address.includes(RIDE)) setImmediate(asked.resolve);
      return channel(address.includes(RIDE) ? CARD : "$another");
    },
  };
  const take = takingCards(projection, book, () => NOW);
  const posted = event("m.room.message", { msgtype: "m.text", body: "card", [EVENTS.meetup.type]: meetup });
  await take(
    sync({ [MEETUPS]: { state: roomState(), timeline: [{ ...posted, sender: ANA, event_id: CARD }] }, ...tell(told) }),
  );
  const { openMeetupRoom } = companionHandlers({
    http,
    projection,
    book,
    outbox: { ...emptyOutbox, enqueue: async () => ok(txnId("txn")) },
    session: () => projection.session as SessionRecord,
    now: () => NOW,
  });
  return { open: () => openMeetupRoom({ cardId: CARD }), take, made, asked: asked.promise };
}

const tell = (timeline: readonly Content[]) => (timeline.length === 0 ? {} : { [RIDE]: { timeline } });

test.each([
  ["nothing", [], [...beginning, encryption, ...ending]],
  ["that I am in it", beginning, [encryption, ...ending]],
  ["how it is encrypted", [...beginning, encryption], ending],
] as const)(
  "E12 a ride's room that the server knows of and of which a sync has told %s is waited for, and no second one made",
  async (_what, told, rest) => {
    const { open, take, made, asked } = await phone(told);
    const opened = open();
    await asked;
    await take(sync(tell(rest)));
    expect(await opened).toEqual(ok({ roomId: RIDE }));
    expect(made).toEqual([]);
  },
);
