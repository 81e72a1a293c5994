import { sosAlert } from "@paceline/domain/safety";
import { eventId, failed, NS, ok, roomId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { Homeserver } from "../appservice/homeserver.ts";
import { alertPlan } from "../mapping/alert-plan.ts";
import { blindAlert } from "../mapping/blind-alert.ts";
import { planned } from "../mapping/intent.ts";
import type { Intent, Planned } from "../mapping/intent.ts";
import { overduePlan } from "../mapping/overdue.ts";
import { createCardStore } from "../store/card-store.ts";
import { createRoomStore } from "../store/room-store.ts";
import { CIRCLE, knownCircle } from "../testing/circle.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { ANA, BEN, BOT } from "../testing/world.ts";
import { perform } from "./perform.ts";

const ROOM = roomId("!room");
const NOON = Date.parse("2026-11-21T12:00:00Z");

/** A homeserver that holds what it is sent; `encryption`: what it says when it is asked for that of a room. */
const rooms = (encryption: "on" | "off" | "not answered") => {
  const held: { type: string; content: object }[] = [];
  const take = (type: string, content: object) => {
    held.push({ type, content });
    return ok(eventId("$event"));
  };
  const homeserver = {
    stateContent: async () => {
      if (encryption === "not answered") return failed("UNREACHABLE", "later");
      return encryption === "on" ? ok({ algorithm: "m.megolm.v1.aes-sha2" }) : failed("NOT_FOUND", "never");
    },
    send: async (_room: RoomId, type: string, _txn: string, content: object) => take(type, content),
    setState: async (_room: RoomId, type: string, _key: string, content: object) => take(type, content),
  } as Partial<Homeserver> as Homeserver;
  const carryOut = async (plan: readonly Planned[]) => {
    const done = [];
    for (const one of plan)
      done.push(
        await perform(
          one,
          homeserver,
          () => undefined,
          () => homeserver,
        ),
      );
    return done;
  };
  return { held, carryOut };
};

const message = sosAlert({
  identifier: "alert-1",
  athlete: ANA,
  name: "Ana",
  language: "en",
  sentMs: NOON,
  fix: { ts: NOON, latitude: 48.13721, longitude: 11.57556, accuracy_m: 8, battery_pct: 73 },
  drill: false,
  silent: false,
});
const blind = blindAlert(message.block);
const sos = alertPlan({ ghost: ANA, room: ROOM, message, blind, mentions: [BEN], loud: true });

test("B5 an SOS that waited is told without position and words where its room is encrypted by then, with the bell, and whole where it is not", async () => {
  const clear = rooms("off");
  expect(await clear.carryOut(sos)).toEqual([ok({ event: "$event" }), ok({ event: "$event" })]);
  expect(JSON.stringify(clear.held)).toContain("48.13721");

  const encrypted = rooms("on");
  expect(await encrypted.carryOut(sos)).toEqual([ok({ event: "$event", withheld: true }), ok({ event: "$event" })]);
  expect(encrypted.held.map(({ type }) => type)).toEqual(["m.room.message", `${NS}.sos_bell`]);
  expect(encrypted.held[0]?.content).toMatchObject({
    body: expect.stringContaining("Ana needs help"),
    "m.mentions": { user_ids: [BEN] },
  });
  expect(JSON.stringify(encrypted.held)).not.toMatch(/48\.1|11\.5|geo:|73/);
});

test("B5 where the homeserver does not say whether the room is encrypted nothing is sent yet", async () => {
  const { held, carryOut } = rooms("not answered");
  const [line, bell] = await carryOut(sos);
  expect([line, bell?.ok]).toMatchObject([{ failure: { code: "UNREACHABLE", retry: "later" } }, true]);
  expect(held.map(({ type }) => type)).toEqual([`${NS}.sos_bell`]);
});

test("B5 what repeats members' words stays out of an encrypted room unless the plan says otherwise; a club's own state and the overdue line do not", async () => {
  const db = memoryDatabase();
  knownCircle(db);
  const known = { rooms: createRoomStore(db), cards: createCardStore(db), bot: BOT, now: NOON };
  const timer = {
    user: ANA,
    id: "timer-1",
    circle: CIRCLE,
    alertAt: NOON,
    seq: 0,
    storedAt: NOON,
    language: "en",
  } as const;
  const { held, carryOut } = rooms("on");
  const send: Intent = { do: "send", room: ROOM, type: `${NS}.roster`, content: { confirmed: [BEN] } };
  const index: Intent = { do: "state", room: ROOM, type: "index", key: "", content: {}, clearOnly: true };
  const name: Intent = { do: "state", room: ROOM, type: "m.room.name", key: "", content: { name: "Dawn" } };
  const withheld = await carryOut([send, index].map((intent) => planned("cause", intent)));
  expect([withheld, held]).toEqual([[ok({ withheld: true }), ok({ withheld: true })], []]);
  await carryOut([planned("cause", name), ...overduePlan(known, { ...timer, state: "fired" }).planned]);
  expect(held.map(({ type }) => type)).toEqual(["m.room.name", "m.room.message", `${NS}.sos_bell`]);
});
