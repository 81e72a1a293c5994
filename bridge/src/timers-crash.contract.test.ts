import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { NS } from "@paceline/protocol";
import { TimerAnswer } from "@paceline/protocol/http";
import { bridgePlace, runBridge, signInAtBridge } from "@paceline/testkit/bridge";
import type { BridgeCaller, RunningBridge } from "@paceline/testkit/bridge";
import { count, figures } from "@paceline/testkit/counts";
import { startFakeHomeserver } from "@paceline/testkit/fake-homeserver";
import type { FakeHomeserver } from "@paceline/testkit/fake-homeserver";
import { PlainClient } from "@paceline/testkit/plain-client";

/**
 * Timers run out while the bridge is killed again and again, in some rounds with a homeserver that takes nothing. The circles are the oracle: one line
 * and one bell for each timer that was not ended, none for those that were.
 */
const CIRCLES = 4;
const BOT = "@paceline:paceline.test";
const ANA = "@ana:paceline.test";

let homeserver: FakeHomeserver;
let bridge: RunningBridge;
let ana: BridgeCaller;
const circles: string[] = [];

beforeAll(async () => {
  const place = await bridgePlace();
  homeserver = await startFakeHomeserver({
    serverName: "paceline.test",
    retryScale: 0.02,
    appservices: [
      {
        id: place.botLocalpart,
        url: place.url,
        as_token: place.asToken,
        hs_token: place.hsToken,
        sender_localpart: place.botLocalpart,
        namespaces: { users: [{ regex: "@paceline_.*", exclusive: true }] },
      },
    ],
  });
  homeserver.createUser("ana", "a password");
  homeserver.createUser("ben", "-");
  bridge = await runBridge(place, homeserver);
  for (let index = 0; index < CIRCLES; index++) {
    const initial_state = [{ type: `${NS}.channel`, state_key: "", content: { v: 1, kind: "circle" } }];
    const id = homeserver.createRoom(ANA, { preset: "private_chat", invite: [BOT], initial_state });
    await vi.waitUntil(() => homeserver.model.rooms.get(id).joined.has(BOT), { timeout: 60_000 });
    homeserver.addMembers(id, ["@ben:paceline.test"]);
    circles.push(id);
  }
  ana = await signInAtBridge(bridge.url, await PlainClient.signIn(homeserver.baseUrl, "ana", "a password"));
});
afterAll(async () => {
  await bridge?.close();
  await homeserver?.stop();
});

const saidBy = (type: string): { readonly timer: unknown; readonly room: string }[] =>
  circles.flatMap((room) =>
    homeserver.model.rooms
      .get(room)
      .events.filter((event) => event.sender === BOT && event.type === type)
      .map(({ content }) => ({ timer: (content[`${NS}.alert`] as { identifier?: string })?.identifier, room })),
  );
const lines = (): string[] => saidBy("m.room.message").map(({ timer }) => String(timer));

test(
  "S5 killed again and again while timers run out: each fires exactly once, ended ones never",
  { timeout: 3_600_000 },
  async () => {
    const kills = count("timers: kills of the bridge", { quick: 4, prove: 200 });
    const each = 8;
    const [armed, ended] = [new Set<string>(), new Set<string>()];
    let slowest = 0;
    for (let kill = 0; kill < kills; kill++) {
      for (let number = 0; number < each; number++) {
        const id = `timer-${kill}-${number}`;
        const circle_id = circles[number % CIRCLES];
        const alert_at = new Date(Date.now() + 100 + ((number * 211 + kill * 97) % 1_200)).toISOString();
        const { status, body } = await ana("PUT", `/safety/timers/${id}`, { circle_id, alert_at, seq: 0 });
        expect([status, TimerAnswer.parse(body).id]).toEqual([200, id]);
        // Some are ended at once, some while they run out: whoever was first has decided.
        if (number % 4 === 1) await ana("DELETE", `/safety/timers/${id}`);
        const state = TimerAnswer.parse((await ana("GET", `/safety/timers/${id}`)).body).state;
        (state === "ended" ? ended : armed).add(id);
      }
      if (kill % 3 === 2) {
        const effect = { kind: "answer", status: 503, body: { errcode: "M_UNKNOWN" } } as const;
        homeserver.fault({ path: "/send/", effect, times: 1_000 });
      }
      await pause((kill * 173) % 1_400);
      await bridge.kill();
      const restarted = performance.now();
      await bridge.start();
      homeserver.clearFaults();
      await vi.waitUntil(() => [...armed].every((id) => lines().includes(id)), { timeout: 60_000, interval: 20 });
      slowest = Math.max(slowest, performance.now() - restarted);
    }
    const found = lines();
    figures("S5 timers of the bridge under kills", {
      kills,
      timers: armed.size,
      ended: ended.size,
      lost: [...armed].filter((id) => !found.includes(id)).length,
      doubled: found.length - new Set(found).size,
      "fired though ended": found.filter((id) => ended.has(id)).length,
      "slowest from the restart on, ms": Math.round(slowest),
    });
    expect(found.toSorted()).toEqual([...armed].toSorted());
    expect(ended.size).toBeGreaterThan(0);
    await expect.poll(() => saidBy(`${NS}.sos_bell`).length).toBe(armed.size);
  },
);
