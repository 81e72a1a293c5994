import { NS, userId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { MeetupBlock } from "@paceline/protocol/events";
import type { MatrixEvent } from "../appservice/transaction.ts";
import type { Intent } from "../mapping/intent.ts";
import { createFollower } from "../services/follower.ts";
import type { Follower } from "../services/follower.ts";
import { createCardStore } from "../store/card-store.ts";
import type { CardStore } from "../store/card-store.ts";
import { createChannelStore } from "../store/channel-store.ts";
import type { ChannelStore } from "../store/channel-store.ts";
import { createOutboxStore } from "../store/outbox-store.ts";
import { createRoomStore } from "../store/room-store.ts";
import { memoryDatabase } from "./memory-database.ts";
import { recordedLog } from "./recorded-log.ts";

export const BOT = userId("@paceline:paceline.test");
export const ANA = userId("@ana:paceline.test");
export const BEN = userId("@ben:paceline.test");
export const CLEO = userId("@cleo:paceline.test");
/** Noon of a day on which the meetups of `block` are still to come. */
const NOON = Date.parse("2026-11-21T12:00:00Z");

/** Rooms that say things, and what the bot plans to do about it. */
export type World = {
  readonly follower: Follower;
  readonly channels: ChannelStore;
  readonly cards: CardStore;
  /** Says it in a room; answers the event's id. */
  say(event: Partial<MatrixEvent> & Pick<MatrixEvent, "type">): string;
  state(type: string, content: object, more?: Partial<MatrixEvent>): string;
  /** What was planned since the last call, in order. */
  planned(): Intent[];
  setNow(ms: number): void;
};

const ROOM = "!meetups";

export const createWorld = (): World => {
  const db = memoryDatabase();
  const channels = createChannelStore(db);
  const cards = createCardStore(db);
  let now = NOON;
  let number = 0;
  const follower = createFollower({
    rooms: createRoomStore(db),
    cards,
    channels,
    outbox: createOutboxStore(db),
    bot: BOT,
    allowedServers: ["paceline.test"],
    log: recordedLog().log,
    now: () => now,
  });
  const say: World["say"] = (event) => {
    number += 1;
    const whole = {
      event_id: `$${number}`,
      room_id: ROOM,
      sender: ANA,
      origin_server_ts: now + number,
      content: {},
      ...event,
    };
    follower.follow(whole);
    return whole.event_id;
  };
  const take = db.prepare("DELETE FROM own_outbox RETURNING id, intent");
  return {
    follower,
    channels,
    cards,
    say,
    state: (type, content, more = {}) => say({ type, state_key: "", content: { ...content }, ...more }),
    planned: () =>
      take
        .all()
        .sort((a, b) => Number(a["id"]) - Number(b["id"]))
        .map((row) => JSON.parse(String(row["intent"])) as Intent),
    setNow: (ms) => {
      now = ms;
    },
  };
};

/** A clear meetups channel of the bot, in which these people are. */
export const clearChannel = (world: World, people: readonly UserId[] = [ANA, BEN, CLEO]): void => {
  world.state("m.room.create", { room_version: "12" }, { sender: BOT });
  world.state("m.room.power_levels", { users: { [ANA]: 100 }, redact: 50 }, { sender: BOT });
  world.state(`${NS}.channel`, { v: 1, kind: "meetups", club: "!space" }, { sender: BOT });
  for (const person of people) join(world, person);
  world.planned();
};

export const join = (world: World, person: UserId, membership = "join"): string =>
  world.state("m.room.member", { membership, displayname: person.slice(1, 4) }, { state_key: person, sender: person });

export const block = (more: Partial<MeetupBlock> = {}): MeetupBlock =>
  MeetupBlock.parse({
    v: 1,
    uid: "loop",
    title: "Loop",
    sport: "gravel",
    start: { utc: "2026-11-22T08:00:00Z", local: "2026-11-22T09:00:00", timeZone: "Europe/Berlin" },
    status: "confirmed",
    sequencer: BOT,
    sequence: 0,
    ...more,
  });

export const post = (world: World, meetup: MeetupBlock, sender: UserId = ANA): string =>
  world.say({ type: "m.room.message", sender, content: { msgtype: "m.text", body: "-", [`${NS}.meetup`]: meetup } });

export const answer = (world: World, sender: UserId, card: string, status: string, guests = 0): string =>
  world.say({
    type: `${NS}.rsvp`,
    sender,
    content: { v: 1, "m.relates_to": { rel_type: "m.reference", event_id: card }, status, guests },
  });

export const react = (world: World, sender: UserId, card: string, key: string): string =>
  world.say({
    type: "m.reaction",
    sender,
    content: { "m.relates_to": { rel_type: "m.annotation", event_id: card, key } },
  });

export const redact = (world: World, sender: UserId, target: string): string =>
  world.say({ type: "m.room.redaction", sender, content: { redacts: target } });
