import { armTimer, step } from "@paceline/domain/safety";
import { expect, test } from "vitest";
import { ownCircle, T0 } from "../safety/testing/own-circle.ts";
import { member } from "../testing/sync-builder.ts";
import { timerIn } from "./circle-sources.ts";
import type { World } from "./world.ts";

const HOUR = 3_600_000;

test("S10 a timer that both places hold protects nobody once the last contact has left, and says so", async () => {
  const { projection, take } = await ownCircle();
  const wish = { id: "t", mode: "eta", dueMs: Date.now() + HOUR, graceMs: 0, online: true } as const;
  const asked = armTimer(wish, Date.now()).timer;
  const held = step(asked, { is: "scheduled", seq: 1, delayIds: ["d"], firesMs: wish.dueMs }, Date.now()).timer;
  const stored = { is: "bridge-stored", seq: 2, untilMs: wish.dueMs, atMs: Date.now(), state: "armed" } as const;
  const { timer } = step(held, stored, Date.now());
  const world = { projection, timer, status: { clockSkewMs: 0 } } as unknown as World;
  const shown = async () => (await timerIn(world)).rows[0];

  await take({ timeline: [member("@ben:example.org", "join", { origin_server_ts: T0 })] });
  expect(await shown()).toMatchObject({ protection: { is: "full" } });
  await take({ timeline: [member("@ben:example.org", "leave", { origin_server_ts: T0 + 1 })] });
  expect(await shown()).toMatchObject({
    state: "armed",
    homeserver: { is: "not", why: "no-contact" },
    bridge: { is: "not", why: "no-contact" },
    protection: { is: "none" },
  });
});
