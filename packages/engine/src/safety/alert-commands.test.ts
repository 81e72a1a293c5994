import { localReferences } from "../outbox/references.ts";
import { ok, txnId } from "@paceline/protocol";
import type { TxnId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { Outbox, OutboxEntry } from "../outbox/outbox-port.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { alertHandlers } from "./alert-commands.ts";
import { ownCircle, T0 } from "./testing/own-circle.ts";

/** Takes everything and lets nothing out. */
function withoutConnection() {
  const entries: OutboxEntry[] = [];
  const outbox: Outbox = {
    ...emptyOutbox,
    async enqueue(intent, id = txnId(`t${entries.length}`)) {
      if (!entries.some((entry) => entry.txnId === id))
        entries.push({ txnId: id, intent, at: T0, state: { is: "queued" } });
      return ok(id);
    },
    entries: (room) => entries.filter(({ intent }) => intent.roomId === room),
    async retry(id) {
      move(id, { is: "queued" });
      return ok(null);
    },
  };
  function move(id: TxnId, state: OutboxEntry["state"]): void {
    for (const [at, entry] of entries.entries()) if (entry.txnId === id) entries[at] = { ...entry, state };
  }
  /** The server refuses for good whatever waits. */
  const refuse = (): void => {
    for (const { txnId: id } of entries) move(id, { is: "failed", failure: { code: "forbidden", retry: "never" } });
  };
  return { outbox, entries, refuse };
}

/** Ana's commands where nothing leaves. */
async function ana() {
  const { outbox, entries, refuse } = withoutConnection();
  const { view } = await ownCircle([], outbox);
  const handlers = alertHandlers({
    outbox,
    view,
    codes: { meaning: async () => "code" },
    nextTiers: { begin: async () => undefined, look: async () => undefined },
    now: () => T0,
    newId: () => "1",
    fix: () => undefined,
    latePlace: { expect: async () => undefined },
    language: () => "en",
    markRead: async () => ok(null),
  });
  const row = async () => (await view.alerts(T0)).rows[0];
  return { handlers, entries, refuse, row };
}

test("S6 an SOS that waits for a connection is taken back all the same: the all-clear goes after it", async () => {
  const { handlers, entries } = await ana();
  const { raiseSos, cancelAlert } = handlers;
  const raised = await raiseSos({ silent: false, drill: false });
  expect(raised).toEqual(ok({ alertId: "sos-1" }));
  const [alert] = entries;
  expect(await cancelAlert({ alertId: "sos-1" })).toEqual(ok(null));
  const clear = entries.findLast(({ intent }) => intent.is === "event" && intent.type === "m.room.message");
  expect(clear).not.toBe(alert);
  expect(clear && localReferences(clear.intent)).toEqual([alert?.txnId]);
});

test("S6 an all-clear that waits or was refused says so, and given again it goes out again", async () => {
  const { handlers, entries, refuse, row } = await ana();
  await handlers.raiseSos({ silent: false, drill: false });
  expect((await row())?.underWay).toBeUndefined();
  await handlers.cancelAlert({ alertId: "sos-1" });
  expect(await row()).toMatchObject({ state: "queued", underWay: "queued" });
  refuse();
  expect(await row()).toMatchObject({ state: "failed", underWay: "failed" });
  const before = entries.length;
  expect(await handlers.cancelAlert({ alertId: "sos-1" })).toEqual(ok(null));
  expect(await row()).toMatchObject({ underWay: "queued" });
  expect(entries).toHaveLength(before);
});
