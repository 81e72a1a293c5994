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

test("S9 each phone may post so often a minute, and who guesses secrets so often from one address; neither takes from another", async () => {
  const trackers = createTrackers({ store: createTrackerStore(memoryDatabase()), publicUrl: "", now: () => 0 });
  const address = (id: string): string => {
    const made = trackers.make(userId("@ana:paceline.test"), id, "sealed", roomId("!circle"));
    if (!made.ok) throw new Error(made.failure.code);
    return made.value;
  };
  const taken: string[] = [];
  const sealedFixes: IngestParts["sealedFixes"] = {
    take: ({ id }) => (taken.push(id), ok(null)),
    start: () => undefined,
    stop: () => undefined,
  };
  const limits = { ...USUAL_LIMITS, ingest: 2 };
  const plainFixes: IngestParts["plainFixes"] = { take: async () => ok(null) };
  const routes = ingestRoutes({ trackers, sealedFixes, plainFixes, limits });
  const server = express().use("/api/v1/ingest", routes).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = async (to: string) => {
    const { status, headers } = await fetch(`${at}${to}`, { method: "POST", body: "{}" });
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
