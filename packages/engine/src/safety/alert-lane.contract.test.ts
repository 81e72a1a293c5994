import type { AlertRow, Meta } from "@paceline/protocol/port";
import { count, figures, quantile } from "@paceline/testkit/counts";
import { openLimits } from "@paceline/testkit/synapse";
import { expect, test } from "vitest";
import { applyUpdate } from "../testing/apply-update.ts";
import { groupOf, peopleOnSynapse } from "../testing/people.ts";
import type { EnginePerson } from "../testing/people.ts";

const people = peopleOnSynapse({ limits: openLimits });

const SEND = /\/rooms\/([^/]+)\/send\/m\.room\.encrypted\//;

/**
 * Ana's network. What is sent to `failing` rooms is refused by the server, as long as it goes on; `cut` ends what is under way as well. `wire` says when something was
 * sent to the other rooms, and when the server had taken it.
 */
class Link {
  readonly failing = new Set<string>();
  readonly wire: { sentMs: number; takenMs?: number }[] = [];
  refused = 0;
  #down = new AbortController();

  cut(): void {
    this.#down.abort();
  }

  mend(): void {
    this.#down = new AbortController();
    this.wire.length = 0;
    this.refused = 0;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const room = SEND.exec(request.url)?.[1];
    const fails = room !== undefined && this.failing.has(decodeURIComponent(room));
    if (this.#down.signal.aborted) {
      // After a hundred messages a room's key is a new one, which has to reach its people before the alert.
      if (request.method !== "GET" && !fails) this.refused += 1;
      throw new TypeError("no network");
    }
    if (fails) return Response.json({ errcode: "M_UNKNOWN", error: "busy" }, { status: 503 });
    const entry: { sentMs: number; takenMs?: number } = { sentMs: performance.now() };
    if (room !== undefined) this.wire.push(entry);
    try {
      const answer = await fetch(request, { signal: AbortSignal.any([request.signal, this.#down.signal]) });
      entry.takenMs = performance.now();
      return answer;
    } catch (error) {
      throw this.#down.signal.aborted ? new TypeError("no network") : error;
    }
  };
}

/** When each alert of others came to the contact's screen, by its id, and how often it stood there. */
function screen(contact: EnginePerson): Map<string, { readonly atMs: number; rows: number }> {
  const seen = new Map<string, { readonly atMs: number; rows: number }>();
  let state: { rows: readonly AlertRow[]; meta: Meta<"alerts"> } | undefined;
  contact.engine.subscribe("alerts", {}, (update) => {
    state = applyUpdate(state, update);
    for (const { id } of state.rows) {
      if (!seen.has(id)) seen.set(id, { atMs: performance.now(), rows: 0 });
    }
    for (const [id, one] of seen) one.rows = Math.max(one.rows, state.rows.filter((row) => row.id === id).length);
  });
  return seen;
}

test(
  "S6 an SOS raised without a connection overtakes hundreds of messages that wait or fail, and is shown once",
  { timeout: 3_600_000 },
  async () => {
    const messages = count("S6 messages that wait before an SOS", { quick: 200, prove: 500 });
    const runs = count("S6 SOS raised without a connection", { quick: 3, prove: 300 });
    const link = new Link();
    const [ana, ben] = await Promise.all([people.engine("Ana", { fetch: link.fetch }), people.engine("Ben")]);
    const chat = await groupOf(ana, [ben]);
    const { roomId: circle } = await ana.must("inviteContact", { userId: ben.id, tier: 1 });
    await ben.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === circle));
    await ben.must("acceptInvite", { roomId: circle });
    await ana.until("circle", {}, ([row]) => row?.state === "ready");
    link.failing.add(chat);
    for (let one = 0; one < messages; one += 1) await ana.must("sendText", { roomId: chat, text: `chat ${one}` });

    // All in one circle: after many alerts the next one must not take longer.
    const shown = screen(ben);
    const toWire: number[] = [];
    const toScreen: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      link.cut();
      await ana.until("session", {}, ([row]) => row?.link.is === "offline");
      const { alertId } = await ana.must("raiseSos", { silent: false, drill: false });
      await expect.poll(() => link.refused, { timeout: 30_000 }).toBeGreaterThan(0);
      link.mend();
      const mendedMs = performance.now();
      await ana.must("retryNow", {});
      await expect.poll(() => shown.has(alertId), { timeout: 60_000, interval: 5 }).toBe(true);
      const [first] = link.wire;
      toWire.push((first?.sentMs ?? Infinity) - mendedMs);
      toScreen.push((shown.get(alertId)?.atMs ?? Infinity) - (first?.takenMs ?? Infinity));
      // The contact can have it before Ana has the server's answer, and what was not sent is not taken back.
      await ana.until("alerts", {}, (rows) => rows.some(({ id, eventId }) => id === alertId && eventId !== undefined));
      await ana.must("cancelAlert", { alertId });
      await ben.until("alerts", {}, (rows) => rows.find(({ id }) => id === alertId)?.ring === "all-clear");
    }
    figures("S6 alert lane", {
      runs,
      waiting: messages,
      toWireP50Ms: Math.round(quantile(toWire, 0.5)),
      toWireP99Ms: Math.round(quantile(toWire, 0.99)),
      toScreenP50Ms: Math.round(quantile(toScreen, 0.5)),
      toScreenP99Ms: Math.round(quantile(toScreen, 0.99)),
    });
    expect([...shown.values()].map(({ rows }) => rows)).toEqual(Array.from({ length: runs }, () => 1));
    // The contact can have the last all-clear before Ana has the server's answer. Then nothing waits but the messages, and all of them.
    await ana.until("session", {}, ([row]) => row?.outbox.queued === messages);
  },
);
