import { armTimer, overdueAlert } from "@paceline/domain/safety";
import type { Timer } from "@paceline/domain/safety";
import { eventId, ok, roomId, txnId, userId } from "@paceline/protocol";
import type { TxnId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { Content } from "../matrix/client-port.ts";
import type { Intent, Outbox } from "../outbox/outbox-port.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import type { KnownAlert, SafetyView } from "./safety-view.ts";
import { timerHands } from "./timer-hands.ts";
import type { HandsParts } from "./timer-hands.ts";

const [ANA, BEN] = [userId("@ana:example.org"), userId("@ben:example.org")];
const NOW = 1_700_000_000_000;
const room = roomId("!circle");
const { timer } = armTimer({ id: "timer-1", mode: "eta", dueMs: NOW, graceMs: 0, online: false }, NOW - 1_000);
const wish = { identifier: timer.id, athlete: ANA, name: "Ana", language: "en", sentMs: NOW, dueMs: NOW } as const;
const known = (block: KnownAlert["block"]): KnownAlert => ({
  room,
  block,
  shown: block,
  eventId: eventId("$alert"),
  sentMs: NOW,
  mine: true,
  answered: false,
  forced: false,
});

/** Hands whose circle has heard this of the timer; `said` is what they wrote, by transaction id as the outbox keeps it. */
function hands() {
  const said = new Map<TxnId, Content>();
  const state: { alert: KnownAlert | undefined } = { alert: undefined };
  const circle = { room, me: ANA, name: "Ana", athlete: ANA, contacts: [BEN], firstTier: [BEN], laterTiers: [] };
  const outbox: Outbox = {
    ...emptyOutbox,
    enqueue: async (intent: Intent, id = txnId("t")) => {
      if (intent.is === "event" && !said.has(id)) said.set(id, intent.content);
      return ok(id);
    },
  };
  const view = { mine: async () => circle, alert: async () => state.alert } as unknown as SafetyView;
  const made = timerHands({
    outbox,
    view,
    now: () => NOW,
    fix: () => undefined,
    language: () => "en",
  } as unknown as HandsParts);
  const ended: Timer = { ...timer, phase: "ended", ended: { atMs: NOW, duress: true } };
  return { state, said, force: () => made.tell({ do: "raiseSilently" }, ended) };
}
const alertsIn = (said: ReadonlyMap<TxnId, Content>) =>
  [...said.values()].flatMap((content) => {
    const alert = content["club.paceline.alert"] as KnownAlert["block"] | undefined;
    return alert === undefined ? [] : [alert];
  });

test("S6 a forced end says an alert of its own, once, also when a restart asks again after it was sent", async () => {
  const { state, said, force } = hands();
  await force();
  const [alert] = alertsIn(said);
  expect(alert).toMatchObject({ msgType: "Alert", identifier: timer.id, info: { parameter: { duress: true } } });
  state.alert = alert && known(alert);
  await force();
  expect(said.size).toBe(2);
});

test("S6 where the timer's alert is out, a forced end stands in the place of the all-clear, once", async () => {
  const { state, said, force } = hands();
  state.alert = known(overdueAlert(wish).block);
  await force();
  const [update, ...more] = alertsIn(said);
  expect(more).toEqual([]);
  expect(update).toMatchObject({ msgType: "Update", references: [{ identifier: timer.id }] });
  expect(update?.info?.parameter).toEqual({ timer: timer.id, duress: true });
  state.alert = update && known(update);
  await force();
  expect(said.size).toBe(2);
});
