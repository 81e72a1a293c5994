import { expect, onTestFinished, test } from "vitest";
import type { TimerRow } from "@paceline/protocol/port";
import { openPeer } from "../testing/engine-peer.ts";
import { peopleOnSynapse } from "../testing/people.ts";

const people = peopleOnSynapse();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const held = (rows: readonly TimerRow[]): TimerRow | undefined => rows.find((row) => row.homeserver.is === "held");

/** A network to a server whose clock is another than this device's, and the delays that it was asked for. */
function network(skewMs: number) {
  const delays: number[] = [];
  const link = { up: true };
  const skewed: typeof fetch = async (input, init) => {
    if (!link.up) throw new TypeError("no network");
    const url = new URL(input instanceof Request ? input.url : input);
    const delay = url.searchParams.get("org.matrix.msc4140.delay");
    if (delay !== null) delays.push(Number(delay));
    const answer = await fetch(input, init);
    const headers = new Headers(answer.headers);
    headers.set("date", new Date(Date.now() + skewMs).toUTCString());
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
  };
  return { fetch: skewed, delays, link };
}

test.each([
  ["late", 3 * HOUR],
  ["early", -3 * HOUR],
])(
  "S5 S10 a device that is three hours %s says so, holds its timer for the right time, and a restart raises nothing",
  async (how, skewMs) => {
    const { fetch: skewed, delays, link } = network(skewMs);
    const name = `clock-${how}`;
    const [ana, dad] = await Promise.all([people.engine("Ana", { name, fetch: skewed }), people.plain("Dad")]);
    const { roomId: room } = await ana.must("inviteContact", { userId: dad.id, tier: 1 });
    await dad.client.until(() => dad.client.room(room).membership === "invite", "the invitation");
    await dad.client.join(room);
    await ana.until("circle", {}, ([row]) => row?.state === "ready");
    await ana.until("session", {}, ([row]) => Math.abs((row?.clockSkewMs ?? 0) - skewMs) < 10_000);

    const dueMs = Date.now() + skewMs + HOUR;
    await ana.must("armTimer", { mode: "eta", dueMs, graceMs: 20 * MINUTE });
    const { rows } = await ana.until("timer", {}, (all) => held(all)?.protection.is === "half");
    expect(held(rows)).toMatchObject({ state: "armed", dueMs, protection: { untilMs: dueMs + 20 * MINUTE } });
    for (const delay of delays) expect(Math.abs(delay - 80 * MINUTE)).toBeLessThan(MINUTE);

    await ana.engine.stop();
    const asked = delays.length;
    // Begun without a network, when nobody tells the time.
    link.up = false;
    const again = await openPeer({ name, fetch: skewed });
    onTestFinished(() => again.stop());
    await again.until("session", {}, ([row]) => row?.link.is === "offline");
    await again.until("timer", {}, ([row]) => row?.state === "armed");
    link.up = true;
    await again.must("retryNow", {});
    // The heartbeat that follows a start is evidence that the timer goes on.
    await expect.poll(() => delays.length, { timeout: 40_000 }).toBeGreaterThan(asked);
    const after = await again.until("timer", {}, (all) => held(all)?.protection.is === "half");
    expect(held(after.rows)).toMatchObject({ state: "armed", dueMs });
    expect(delays.every((delay) => Math.abs(delay - 80 * MINUTE) < 2 * MINUTE)).toBe(true);
    await again.must("endTimer", { id: held(after.rows)?.id ?? "" });
    await dad.client.until(() => dad.client.messages(room).some(({ body }) => body.includes("all is well")), "the end");
    expect(dad.client.messages(room).filter(({ body }) => body.includes("overdue"))).toEqual([]);
  },
);
