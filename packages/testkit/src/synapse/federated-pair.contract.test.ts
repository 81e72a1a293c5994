import { afterAll, beforeAll, expect, test } from "vitest";
import { openLimits } from "@paceline/homeserver-config";
import { call } from "./call.ts";
import { startFederatedPair } from "./federated-pair.ts";
import type { FederatedPair } from "./federated-pair.ts";

let pair: FederatedPair;
beforeAll(async () => {
  // One join of a remote room, and then the limit.
  pair = await startFederatedPair({ limits: { ...openLimits, joinRemote: { perSecond: 0.001, burst: 1 } } });
});
afterAll(() => pair?.stop());

test("C2 a member of another homeserver joins by its id and reads what is said, also after a restart", async () => {
  const { home, away } = pair;
  const ana = await home.registerUser("ana", "a password");
  const ben = await away.registerUser("ben", "a password");
  const asAna = (path: string, body: object) =>
    call(home.baseUrl, ana.accessToken, "POST", `/_matrix/client/v3${path}`, body);
  const room = encodeURIComponent(String((await asAna("/createRoom", { preset: "public_chat" })).body["room_id"]));

  const joined = await call(
    away.baseUrl,
    ben.accessToken,
    "POST",
    `/_matrix/client/v3/join/${room}?via=${home.serverName}`,
    {},
  );
  expect(joined.status).toBe(200);

  const first = await call(away.baseUrl, ben.accessToken, "GET", "/_matrix/client/v3/sync?timeout=0");
  await away.kill();
  await away.restart();
  await asAna(`/rooms/${room}/send/m.room.message`, { msgtype: "m.text", body: "hello over there" });

  const heard: string[] = [];
  let since = String(first.body["next_batch"]);
  while (!heard.includes("hello over there")) {
    const { body } = await call(
      away.baseUrl,
      ben.accessToken,
      "GET",
      `/_matrix/client/v3/sync?timeout=20000&since=${since}`,
    );
    since = String(body["next_batch"]);
    const rooms =
      (body["rooms"] as { join?: Record<string, { timeline: { events: { content: { body?: string } }[] } }> })?.join ??
      {};
    for (const { timeline } of Object.values(rooms))
      heard.push(...timeline.events.map((event) => event.content.body ?? ""));
  }
  expect(heard.filter((words) => words === "hello over there")).toHaveLength(1);
});

test("D3 the limit on joining rooms of other servers counts", async () => {
  const { home, away } = pair;
  const owner = await away.registerUser("owner", "a password");
  const guest = await home.registerUser("guest", "a password");
  const statuses: number[] = [];
  for (let index = 0; index < 3; index++) {
    const made = await call(away.baseUrl, owner.accessToken, "POST", "/_matrix/client/v3/createRoom", {
      preset: "public_chat",
    });
    const path = `/_matrix/client/v3/join/${encodeURIComponent(String(made.body["room_id"]))}?via=${away.serverName}`;
    statuses.push((await call(home.baseUrl, guest.accessToken, "POST", path, {})).status);
  }
  expect(statuses[0]).toBe(200);
  expect(statuses.at(-1)).toBe(429);
});
