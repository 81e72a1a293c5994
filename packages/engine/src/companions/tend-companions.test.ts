import { companionName, withCompanion } from "@paceline/domain";
import { roomId, userId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import { MatrixError } from "matrix-js-sdk";
import { expect, test } from "vitest";
import type { Content } from "../matrix/client-port.ts";
import type { Http } from "../matrix/http.ts";
import { MeetupBook } from "../meetups/book.ts";
import { text } from "../projection/room-state.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, member, roomState, state, sync } from "../testing/sync-builder.ts";
import { takingCards } from "../testing/taking-cards.ts";
import { CompanionTender } from "./tend-companions.ts";

const BEN = userId("@ben:example.org");
const [MEETUPS, NAMED, DOUBLE, FRESH, FORGED] = ["!meetups", "!named", "!double", "!fresh", "!forged"].map(roomId) as [
  RoomId,
  RoomId,
  RoomId,
  RoomId,
  RoomId,
];
const MINUTE = 60_000;
const NOW = Date.parse("2026-11-20T08:00:00Z");
const card = MeetupBlock.parse({ ...EVENTS.meetup.sample, sequencer: ANA });

/** A room that says it is the meetup's. */
const claim = (by: string, madeMs: number, people: readonly Content[] = []): readonly Content[] => [
  state("m.room.create", { room_version: "12" }, "", { sender: by, origin_server_ts: madeMs }),
  state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" }),
  state("m.room.power_levels", { invite: by === ANA ? 75 : 0 }),
  state("m.room.name", { name: companionName(card, "de") }),
  state(EVENTS.channel.type, { v: 1, kind: "meetup", card: "$card" }),
  member(ANA),
  ...people,
];
const answer = (who: string, status: string, ts: number): Content =>
  event(
    EVENTS.rsvp.type,
    { v: 1, "m.relates_to": { rel_type: "m.reference", event_id: "$card" }, status, guests: 0 },
    { sender: who, origin_server_ts: ts },
  );
const posted = event("m.room.message", { msgtype: "m.text", body: "card", [EVENTS.meetup.type]: card });
const edited = (block: MeetupBlock): Content =>
  event("m.room.message", {
    msgtype: "m.text",
    body: "* card",
    "m.new_content": { msgtype: "m.text", body: "card", [EVENTS.meetup.type]: block },
    "m.relates_to": { rel_type: "m.replace", event_id: "$card" },
  });
const opened = withCompanion(card, NAMED);
const renamed: MeetupBlock = { ...opened, title: "Hill repeats", sequence: opened.sequence + 1 };
const by = (sender: string, content: Content, id?: string): Content => ({
  ...content,
  sender,
  ...(id === undefined ? {} : { event_id: id }),
});

async function setUp(author: string, answers: readonly Content[], refuses = false) {
  const projection = await openAna();
  const book = new MeetupBook(projection);
  const asked: string[] = [];
  const http: Http = {
    async call(_method, path, { body = {} } = {}) {
      const about = text(body["user_id"]) ?? text(body["name"]) ?? "";
      asked.push([...decodeURIComponent(path).split("/").slice(2), about].join(" ").trim());
      if (refuses) throw new MatrixError({ errcode: "M_FORBIDDEN" }, 403);
      return {};
    },
  };
  const take = takingCards(projection, book, () => NOW);
  await take(
    sync({
      [MEETUPS]: {
        state: roomState([member("@cem:example.org"), member("@eve:example.org")]),
        timeline: [by(author, posted, "$card"), by(author, edited(opened)), ...answers],
      },
      [NAMED]: { state: claim(ANA, NOW - 60 * MINUTE) },
      [DOUBLE]: { state: claim(ANA, NOW - 60 * MINUTE) },
      [FRESH]: { state: claim(ANA, NOW - MINUTE) },
      [FORGED]: { state: claim(BEN, NOW - 60 * MINUTE, [member(BEN)]) },
    }),
  );
  const tender = new CompanionTender({ http, projection, book, me: ANA, now: () => NOW });
  return { asked, tender, take };
}

test("E12 an organiser's client asks in who answered, also later, and leaves a second room of its own once that is settled", async () => {
  const { asked, tender, take } = await setUp(ANA, [
    answer("@cem:example.org", "yes", NOW - 9),
    answer("@eve:example.org", "no", NOW - 8),
  ]);
  await tender.run();
  expect(asked).toEqual(["!named invite @cem:example.org", "!double leave"]);

  asked.length = 0;
  await take(
    sync({
      [NAMED]: { timeline: [member("@cem:example.org", "invite", { sender: ANA })] },
      [DOUBLE]: { timeline: [member(ANA, "leave")] },
      [MEETUPS]: { timeline: [answer("@eve:example.org", "maybe", NOW - 7)] },
    }),
  );
  await tender.run();
  expect(asked).toContain("!named invite @eve:example.org");
  expect(asked).not.toContain("!named invite @cem:example.org");
});

test("E12 a rider's client invites nobody and leaves nothing, whatever rooms say", async () => {
  const { asked, tender } = await setUp(BEN, [answer("@cem:example.org", "yes", NOW - 9)]);
  await tender.run();
  expect(asked).toEqual([]);
});

test("E12 whoever cannot be invited is asked once, and nobody else waits for that", async () => {
  const { asked, tender } = await setUp(
    ANA,
    [answer("@cem:example.org", "yes", NOW - 9), answer("@eve:example.org", "yes", NOW - 8)],
    true,
  );
  await tender.run().catch(() => undefined);
  await tender.run().catch(() => undefined);
  expect(asked.filter((one) => one.includes("invite"))).toEqual([
    "!named invite @cem:example.org",
    "!named invite @eve:example.org",
  ]);
});

const isNaming = (asked: string): boolean => asked.includes("m.room.name");

test("E8 E12 an organiser's client names the room anew when title or day of the meetup change, in the language that the name has", async () => {
  const { asked, tender, take } = await setUp(ANA, []);
  await tender.run();
  expect(asked.filter(isNaming)).toEqual([]);
  await take(sync({ [MEETUPS]: { timeline: [by(ANA, edited(renamed))] } }));
  await tender.run();
  expect(asked.filter(isNaming)).toEqual(["!named state m.room.name  Hill repeats · 22. Nov."]);

  asked.length = 0;
  await take(sync({ [NAMED]: { timeline: [state("m.room.name", { name: "Hill repeats · 22. Nov." })] } }));
  await tender.run();
  expect(asked.filter(isNaming)).toEqual([]);
});

test("E8 E12 a name that somebody gave the room stays, and a rider's client gives none", async () => {
  const chosen = await setUp(ANA, []);
  await chosen.take(
    sync({
      [NAMED]: { timeline: [state("m.room.name", { name: "The early ones" })] },
      [MEETUPS]: { timeline: [by(ANA, edited(renamed))] },
    }),
  );
  await chosen.tender.run();
  const rider = await setUp(BEN, []);
  await rider.take(sync({ [MEETUPS]: { timeline: [by(BEN, edited(renamed))] } }));
  await rider.tender.run();
  expect([...chosen.asked, ...rider.asked].filter(isNaming)).toEqual([]);
});
