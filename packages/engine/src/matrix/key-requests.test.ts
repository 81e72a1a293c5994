import { expect, test } from "vitest";
import { KeyRequests } from "./key-requests.ts";

const SERVER = "https://example.org/_matrix/client/v3";
const KEY = new URL(`${SERVER}/sendToDevice/m.room.encrypted/txn`);

/** A server behind a link that can be down, and a clock that moves when it is told to. */
function link() {
  const state = { down: true, tried: 0 };
  let now = 0;
  const wakes = new Map<() => void, number>();
  const send: typeof fetch = async (_input, init) => {
    init?.signal?.throwIfAborted();
    state.tried += 1;
    if (state.down) throw new TypeError("no network");
    return Response.json({});
  };
  const keys = new KeyRequests(send, {
    now: () => now,
    wake(at, then) {
      wakes.set(then, at);
      return () => void wakes.delete(then);
    },
  });
  return {
    keys,
    state,
    waiting: () => wakes.size,
    pass(ms: number) {
      now += ms;
      for (const [wake, at] of wakes) if (at <= now) wake();
    },
  };
}

test("S6 a key for a message goes out as soon as there is a connection, however long it was gone", async () => {
  const { keys, state, pass, waiting } = link();
  const sent = keys.fetch(KEY);
  for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 8_000]) {
    await expect.poll(waiting).toBe(1);
    pass(ms - 1);
    expect(waiting()).toBe(1);
    pass(1);
  }
  await expect.poll(waiting).toBe(1);
  expect(state.tried).toBe(7);
  state.down = false;
  keys.reconnected();
  expect((await sent).ok).toBe(true);
  expect([state.tried, waiting()]).toEqual([8, 0]);
});

test("S6 what nobody waits for any more is not tried again", async () => {
  const { keys, state, waiting } = link();
  const given = new AbortController();
  const [left, stopped] = [keys.fetch(KEY, { signal: given.signal }), keys.fetch(`${SERVER}/keys/claim`)];
  const outcomes = Promise.allSettled([left, stopped]);
  await expect.poll(waiting).toBe(2);
  given.abort();
  await expect(left).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  keys.stop();
  await expect(stopped).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  await outcomes;
  expect([state.tried, waiting()]).toEqual([2, 0]);
});

test("M7 every other request is told of a failure at once", async () => {
  const { keys, waiting } = link();
  await expect(keys.fetch(`${SERVER}/keys/query`)).rejects.toThrow(TypeError);
  await expect(keys.fetch(new Request(`${SERVER}/sync`))).rejects.toThrow(TypeError);
  expect(waiting()).toBe(0);
});
