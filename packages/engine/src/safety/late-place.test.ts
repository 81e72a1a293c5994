import { allClear, fixOfAlert, sosAlert } from "@paceline/domain/safety";
import { decode } from "@paceline/protocol/events";
import { ok, txnId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import { expect, test } from "vitest";
import type { Intent } from "../outbox/outbox-port.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { ANA } from "../testing/open-projection.ts";
import { alertAt, ownCircle, T0 } from "./testing/own-circle.ts";
import { LatePlace } from "./late-place.ts";

const wish = { identifier: "sos-1", athlete: ANA, name: "Ana", language: "en", sentMs: T0 } as const;
const SOS = sosAlert({ ...wish, silent: false, drill: false });
const PLACE: Fix = { ts: T0 + 4_000, latitude: 48.1, longitude: 11.5, accuracy_m: 9 };

async function setUp() {
  const said: Intent[] = [];
  const outbox = { ...emptyOutbox, enqueue: async (intent: Intent) => (said.push(intent), ok(txnId("t"))) };
  const circle = await ownCircle([], outbox);
  const { database } = circle.projection;
  const here: { fix?: Fix } = {};
  const parts = { database, outbox, view: circle.view, now: () => T0 + 5_000, language: () => "en" as const };
  const begin = () => new LatePlace({ ...parts, fix: () => here.fix });
  return { ...circle, said, here, begin };
}

test("S6 an SOS without a position is followed by one as soon as there is one, once, also after a restart", async () => {
  const { take, said, here, begin } = await setUp();
  await begin().expect("sos-1");
  const place = begin();
  here.fix = { ...PLACE, ts: T0 - 3_600_000 };
  await take({ timeline: [] });
  await place.look();
  expect(said, "an hour ago is not where help was called from").toEqual([]);
  here.fix = PLACE;
  await place.look();
  expect(said, "the server does not have the SOS yet").toEqual([]);

  await take({ timeline: [alertAt({ id: "$sos", day: 0 }, SOS)] });
  await place.look();
  await place.look();
  await begin().look();
  expect(said).toHaveLength(1);
  const [intent] = said;
  if (intent?.is !== "event") throw new Error("an event is expected");
  expect(intent).toMatchObject({ lane: "alert", content: { "m.mentions": { user_ids: ["@ben:example.org"] } } });
  const block = decode("alert", intent.content);
  if (block.is !== "valid") throw new Error("an alert is expected");
  expect(block.value).toMatchObject({ msgType: "Update", references: [{ identifier: "sos-1" }] });
  expect(fixOfAlert(block.value.info, Date.parse(block.value.sent))).toMatchObject({ latitude: 48.1, longitude: 11.5 });
});

test("S6 an SOS that is over, and one of another device, gets no position from here", async () => {
  const { take, said, here, begin } = await setUp();
  here.fix = PLACE;
  await take({ timeline: [alertAt({ id: "$sos", day: 0 }, SOS)] });
  await begin().look();
  await begin().expect("sos-1");
  const clear = allClear({ ...wish, identifier: "clear", sender: ANA, of: SOS.block, falseAlarm: true });
  await take({ timeline: [alertAt({ id: "$clear", day: 1 }, clear)] });
  await begin().look();
  expect(said).toEqual([]);
});
