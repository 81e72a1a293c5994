import { failed, ok, roomId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { BridgeClient } from "../clubs/bridge-client.ts";
import { safetyBridge } from "./safety-bridge.ts";

const AT = Date.parse("2026-11-21T17:50:00Z");
const order = { circle: roomId("!circle:example.org"), language: "en", seq: 3, alertAtMs: AT - 400 } as const;
const answering = (answer: unknown) =>
  safetyBridge(() => ({ putTimer: async () => answer, endTimer: async () => answer }) as unknown as BridgeClient);

test("S5 what the bridge stored is taken in with when, until when and whom it reaches by itself", async () => {
  const stored = {
    id: "timer-1",
    circle_id: order.circle,
    alert_at: "2026-11-21T17:50:00Z",
    seq: 3,
    state: "armed",
    stored_at: "2026-11-21T16:00:00Z",
    ways_out: { push: 1, mail: 2 },
  };
  expect(await answering(ok(stored)).put("timer-1", order)).toEqual({
    is: "bridge-stored",
    seq: 3,
    untilMs: AT,
    atMs: Date.parse("2026-11-21T16:00:00Z"),
    state: "armed",
    reach: { push: 1, mail: 2 },
  });
});

test("S5 S10 a bridge that is not there, keeps the bot out or cannot be reached is told apart", async () => {
  expect(await safetyBridge(() => undefined).put("timer-1", order)).toMatchObject({ why: "no-bridge" });
  for (const [code, retry, is] of [
    ["forbidden", "never", { is: "bridge-refused", why: "no-bot" }],
    ["not-found", "never", { is: "bridge-refused", why: "no-bot" }],
    ["invalid-input", "never", { is: "bridge-refused", why: "refused" }],
    ["server-unreachable", "later", { is: "bridge-lost" }],
  ] as const)
    expect(await answering(failed(code, retry)).put("timer-1", order)).toMatchObject(is);
  expect(await answering(failed("server-unreachable", "later")).end("timer-1")).toEqual({ is: "bridge-end-lost" });
  expect(await answering(failed("not-found", "never")).end("timer-1")).toEqual({ is: "bridge-ended" });
});
