import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { ok, roomId, userId } from "@paceline/protocol";
import { createTrackers } from "../services/trackers.ts";
import { createTrackerStore } from "../store/tracker-store.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { ingestRoutes } from "./ingest-routes.ts";
import type { IngestParts } from "./ingest-routes.ts";
import { USUAL_LIMITS } from "./limits.ts";

/** The routes with trackers of their own, each of which takes so many posts a minute. */
async function serve(ingest: number) {
  const trackers = createTrackers({ store: createTrackerStore(memoryDatabase()), publicUrl: "", now: () => 0 });
  const taken: string[] = [];
  const sealedFixes: IngestParts["sealedFixes"] = {
    take: ({ id }) => (taken.push(id), ok(null)),
    start: () => undefined,
    stop: () => undefined,
  };
  const plainFixes: IngestParts["plainFixes"] = { take: async () => ok(null) };
  const routes = ingestRoutes({ trackers, sealedFixes, plainFixes, limits: { ...USUAL_LIMITS, ingest } });
  const server = express().use("/api/v1/ingest", routes).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    taken,
    send: (to: string, how: RequestInit) => fetch(`${at}${to}`, how),
    address(id: string): string {
      const made = trackers.make(userId("@ana:paceline.test"), id, "sealed", roomId("!circle"));
      if (!made.ok) throw new Error(made.failure.code);
      return made.value;
    },
  };
}

test("S9 each phone may post so often a minute, and who guesses secrets so often from one address; neither takes from another", async () => {
  const { send, address, taken } = await serve(2);
  const post = async (to: string) => {
    const { status, headers } = await send(to, { method: "POST", body: "{}" });
    return { status, wait: Number(headers.get("Retry-After")) };
  };
  const thrice = async (to: string) => [await post(to), await post(to), await post(to)];

  const [one, two] = [address("one"), address("two")];
  const guesses = await thrice("/api/v1/ingest/owntracks/a-guess");
  expect(guesses.map(({ status }) => status)).toEqual([404, 404, 429]);
  const posts = await thrice(one);
  expect(posts.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(posts[2]?.wait).toBeGreaterThan(0);
  expect(await post(two)).toMatchObject({ status: 200 });
  expect(taken).toEqual(["one", "one", "two"]);
});

test("S9 a tracker that does not post is told how to send, and nothing of it is kept; who only guesses learns nothing", async () => {
  const { send, address, taken } = await serve(10);
  const one = address("one");
  for (const how of [{ method: "GET" }, { method: "PUT", body: "{}" }]) {
    const answer = await send(`${one}?lat=48.1&lon=11.5`, how);
    expect(answer.status).toBe(400);
    const { detail } = (await answer.json()) as { detail: string };
    expect(detail).toContain("choose POST");
    expect(detail).not.toContain("48.1");
  }
  expect((await send("/api/v1/ingest/gpslogger/a-guess", { method: "GET" })).status).toBe(404);
  expect(taken).toEqual([]);
});
