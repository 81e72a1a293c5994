import { ConnectionError, MatrixError } from "matrix-js-sdk";
import { roomId, txnId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { createDelayedEvents } from "./delayed-events.ts";
import type { Call, Http } from "./http.ts";

const ROOM = roomId("!circle");
const DAY = 86_400_000;

/** A server that can hold events for a day; `put` is what it does when asked to. */
function server(put: () => Record<string, unknown> = () => ({ delay_id: "secret" }), can = true) {
  const calls: { method: string; path: string; call: Call | undefined }[] = [];
  const http: Http = {
    async call(method, path, call) {
      calls.push({ method, path, call });
      if (path === "/capabilities")
        return can ? { capabilities: { "org.matrix.msc4140.delayed_events": { max_delay_ms: DAY } } } : {};
      return put();
    },
  };
  const sealed = async () => ({ type: "m.room.encrypted", content: { ciphertext: "sealed" } });
  const delayed = createDelayedEvents(http, sealed);
  const schedule = (ms = 60_000) => delayed.schedule(ROOM, "m.room.message", { body: "help" }, ms, txnId("t"));
  return { calls, delayed, schedule };
}

const refusing =
  (status: number, errcode = "M_UNKNOWN") =>
  () => {
    throw new MatrixError({ errcode }, status);
  };

test("S5 what the server is given to send later was encrypted before", async () => {
  const { calls, schedule } = server();
  expect(await schedule()).toMatchObject({ ok: true, value: "secret" });
  const put = calls.at(-1);
  expect(put?.path).toBe("/rooms/!circle/send/m.room.encrypted/t");
  expect(put?.call).toMatchObject({ query: { "org.matrix.msc4140.delay": "60000" }, body: { ciphertext: "sealed" } });
  expect(JSON.stringify(calls)).not.toContain("help");
});

test("S5 a server that cannot hold events, or not so long, is asked for nothing", async () => {
  const unable = server(undefined, false);
  expect(await unable.schedule()).toMatchObject({ failure: { code: "unsupported", retry: "never" } });
  const short = server();
  expect(await short.schedule(DAY + 1)).toMatchObject({ failure: { code: "too-long", cause: String(DAY) } });
  for (const { calls } of [unable, short]) expect(calls.every(({ method }) => method === "GET")).toBe(true);
});

test("S5 a server that sent it at once says so by its answer, and is not asked again", async () => {
  const { schedule } = server(() => ({ event_id: "$sent" }));
  expect(await schedule()).toMatchObject({ failure: { code: "unsupported", retry: "never" } });
});

test.each([
  [refusing(400), "too-long", "never"],
  [refusing(429, "M_LIMIT_EXCEEDED"), "too-many", "later"],
  [refusing(403, "M_FORBIDDEN"), "refused", "never"],
  [refusing(502), "lost", "later"],
  [
    () => {
      throw new ConnectionError("gone");
    },
    "lost",
    "later",
  ],
] as const)("S5 each refusal has its own reason (%#)", async (put, code, retry) => {
  expect(await server(put).schedule()).toMatchObject({ ok: false, failure: { code, retry } });
});

test("S5 an event that was sent cannot be told from one that was cancelled", async () => {
  expect(await server(() => ({})).delayed.cancel("id")).toMatchObject({ value: "cancelled" });
  expect(await server(refusing(404, "M_NOT_FOUND")).delayed.cancel("id")).toMatchObject({ value: "gone" });
  expect(await server(refusing(500)).delayed.cancel("id")).toMatchObject({ failure: { code: "lost" } });
});

test("S5 a server that could not be asked is asked again", async () => {
  let away = true;
  const http: Http = {
    async call(_method, path) {
      if (away) throw new ConnectionError("gone");
      return path === "/capabilities"
        ? { capabilities: { "org.matrix.msc4140.delayed_events": { max_delay_ms: DAY } } }
        : { delay_id: "secret" };
    },
  };
  const delayed = createDelayedEvents(http, async (_room, type, content) => ({ type, content }));
  const schedule = () => delayed.schedule(ROOM, "m.room.message", {}, 1_000, txnId("t"));
  expect(await schedule()).toMatchObject({ failure: { code: "lost" } });
  away = false;
  expect((await schedule()).ok).toBe(true);
});
