import { localReferences } from "../outbox/references.ts";
import { ok, txnId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { Outbox, OutboxEntry } from "../outbox/outbox-port.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { alertHandlers } from "./alert-commands.ts";
import { ownCircle, T0 } from "./testing/own-circle.ts";

/** Takes everything and lets nothing out. */
function withoutConnection(): { readonly outbox: Outbox; readonly entries: readonly OutboxEntry[] } {
  const entries: OutboxEntry[] = [];
  const outbox: Outbox = {
    ...emptyOutbox,
    async enqueue(intent, id = txnId(`t${entries.length}`)) {
      entries.push({ txnId: id, intent, at: T0, state: { is: "queued" } });
      return ok(id);
    },
    entries: (room) => entries.filter(({ intent }) => intent.roomId === room),
  };
  return { outbox, entries };
}

test("S6 an SOS that waits for a connection is taken back all the same: the all-clear goes after it", async () => {
  const { outbox, entries } = withoutConnection();
  const { view } = await ownCircle([], outbox);
  const { raiseSos, cancelAlert } = alertHandlers({
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
  const raised = await raiseSos({ silent: false, drill: false });
  expect(raised).toEqual(ok({ alertId: "sos-1" }));
  const [alert] = entries;
  expect(await cancelAlert({ alertId: "sos-1" })).toEqual(ok(null));
  const clear = entries.findLast(({ intent }) => intent.is === "event" && intent.type === "m.room.message");
  expect(clear).not.toBe(alert);
  expect(clear && localReferences(clear.intent)).toEqual([alert?.txnId]);
});
