import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { CardFact, Redaction } from "../mapping/card-fact.ts";
import type { Database } from "./database.ts";

/** What was said about meetup cards. */
export interface CardStore {
  /** In the order of arrival. */
  facts(card: EventId): readonly CardFact[];
  fact(event: EventId): CardFact | undefined;
  cards(room: RoomId): readonly EventId[];
  /** Cards of the room about which this person said something. */
  answeredBy(room: RoomId, user: UserId): readonly EventId[];
  /** Of one person's rosters only the highest is kept: a lower one can never count again. */
  add(fact: CardFact): void;
  redact(redaction: Redaction): void;
  /** Everything that was said in this room. */
  forget(room: RoomId): void;
  /** Whoever asked to redact one of these. */
  redactions(targets: readonly EventId[]): readonly Redaction[];
}

export const createCardStore = (db: Database): CardStore => {
  const columns = "event_id, card_id, room_id, sender, ts, content";
  const facts = db.prepare(`SELECT ${columns} FROM proj_card_fact WHERE card_id = ? ORDER BY seq`);
  const fact = db.prepare(`SELECT ${columns} FROM proj_card_fact WHERE event_id = ?`);
  const cards = db.prepare("SELECT card_id FROM proj_card_fact WHERE room_id = ? AND kind = 'card' ORDER BY seq");
  const answered = db.prepare("SELECT DISTINCT card_id FROM proj_card_fact WHERE room_id = ? AND sender = ?");
  const add = db.prepare(`INSERT OR IGNORE INTO proj_card_fact (${columns}, kind) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const supersede = db.prepare(`
    DELETE FROM proj_card_fact WHERE card_id = ? AND sender = ? AND kind = 'roster'
      AND coalesce(content ->> '$.roster.instance', '') = ?
      AND (content ->> '$.roster.epoch', content ->> '$.roster.seq') < (?, ?)`);
  const redact = db.prepare("INSERT OR IGNORE INTO proj_redaction (target, sender) VALUES (?, ?)");
  const forget = db.prepare("DELETE FROM proj_card_fact WHERE room_id = ?");
  const redactions = db.prepare(
    "SELECT target, sender FROM proj_redaction WHERE target IN (SELECT value FROM json_each(?))",
  );
  return {
    facts: (card) => facts.all(card).map(factOf),
    fact: (event) => {
      const row = fact.get(event);
      return row && factOf(row);
    },
    cards: (room) => cards.all(room).map((row) => String(row["card_id"]) as EventId),
    answeredBy: (room, user) => answered.all(room, user).map((row) => String(row["card_id"]) as EventId),
    add: ({ eventId, card, room, sender, ts, said }) => {
      add.run(eventId, card, room, sender, ts, JSON.stringify(said), said.is);
      if (said.is !== "roster") return;
      const { instance, epoch, seq } = said.roster;
      supersede.run(card, sender, instance ?? "", epoch, seq);
    },
    redact: ({ target, sender }) => void redact.run(target, sender),
    forget: (room) => void forget.run(room),
    redactions: (targets) =>
      redactions
        .all(JSON.stringify(targets))
        .map((row) => ({ target: String(row["target"]) as EventId, sender: String(row["sender"]) as UserId })),
  };
};

const factOf = (row: Readonly<Record<string, unknown>>): CardFact => ({
  eventId: String(row["event_id"]) as EventId,
  card: String(row["card_id"]) as EventId,
  room: String(row["room_id"]) as RoomId,
  sender: String(row["sender"]) as UserId,
  ts: Number(row["ts"]),
  said: JSON.parse(String(row["content"])) as CardFact["said"],
});
