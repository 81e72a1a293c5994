import { existsSync, readFileSync } from "node:fs";
import { BEACON, userId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import { BRIDGE_WELL_KNOWN } from "@paceline/protocol/http";
import { databaseBytes, startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown } from "@paceline/testkit/bridge";
import { figures } from "@paceline/testkit/counts";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openPeer } from "../testing/engine-peer.ts";

const PASSWORD = "a good password";
const HOUR = 3_600_000;
/** As every message writes it, with five decimals. */
const COORDINATE = "48.91738";
const WORDS = "needs help";
const place = () => ({ ts: Date.now(), latitude: Number(COORDINATE), longitude: 11.57556, accuracy_m: 8 });

let town: BridgeTown;
beforeAll(async () => {
  town = await startBridgeTown();
});
afterAll(() => town?.stop());

/** What lies on Synapse's disk; the log of changes first, because a running server moves it over. */
const synapseDisk = (): string =>
  ["-wal", ""]
    .map((end) => `${town.synapse.databasePath}${end}`)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "latin1"))
    .join("\n");
const count = (text: string, word: string): number => text.split(word).length - 1;

test("S4 S5 S6 no word of an SOS and no coordinate of it, of a share or of a held alert is anywhere but at the contacts", async () => {
  const urls: string[] = [];
  const wellKnown = { [BRIDGE_WELL_KNOWN]: { base_url: town.bridge.url, bot: town.botId } };
  const watched: typeof fetch = async (input, init) => {
    const { url } = new Request(input);
    urls.push(url);
    return url.endsWith("/.well-known/matrix/client") ? Response.json(wellKnown) : fetch(input, init);
  };
  await town.synapse.registerUser("ana", PASSWORD);
  const dad = (await town.person("dad", true)).matrix;
  const ana = await openPeer({ name: "canary", fetch: watched });
  onTestFinished(() => ana.stop());
  await ana.must("signIn", { server: town.synapse.baseUrl, user: "ana", password: PASSWORD, deviceName: "test" });
  await ana.until("session", {}, ([row]) => row?.firstSync === "done");
  const { roomId: room }: { roomId: RoomId } = await ana.must("inviteContact", { userId: userId(dad.userId), tier: 1 });
  await dad.until(() => dad.room(room).membership === "invite", "the invitation");
  await dad.join(room);
  await ana.until("circle", {}, ([row]) => row?.state === "ready");

  await ana.must("takeFix", { fix: place() });
  await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + HOUR, graceMs: 0 });
  await ana.until("timer", {}, ([row]) => row?.protection.is === "full" && row.fix !== undefined);
  await ana.must("startShare", { roomId: room, durationMs: HOUR, precision: "exact" });
  await ana.must("takeFix", { fix: place() });
  await dad.until(() => dad.timeline(room).some(({ type }) => type === BEACON), "a position");
  await ana.must("raiseSos", { silent: false, drill: false });
  const sos = await dad.until(
    () => dad.messages(room).find(({ body }) => body.includes(WORDS)),
    "the SOS, read by a contact",
  );
  expect(sos.body).toContain(COORDINATE);

  const synapse = synapseDisk();
  const heap = await town.bridge.heap();
  const searched = {
    synapse,
    bridge: databaseBytes(town.bridge).toString("latin1"),
    logs: `${town.bridge.log()}\n${readFileSync(town.synapse.logPath, "latin1")}`,
    urls: urls.join("\n"),
  };
  const found = Object.entries(searched).map(([where, text]) => [where, count(text, COORDINATE) + count(text, WORDS)]);
  const hits = { ...Object.fromEntries(found), memory: count(heap, COORDINATE) };
  figures("S4 canary of safety", hits);
  expect(hits).toEqual({ synapse: 0, bridge: 0, logs: 0, urls: 0, memory: 0 });
  // Each search looks where something would lie.
  expect([synapse.includes(sos.eventId), synapse.includes("delayed_events"), heap.includes(room)]).toEqual([
    true,
    true,
    true,
  ]);
  expect([searched.bridge.includes(room), searched.urls.includes(encodeURIComponent(room))]).toEqual([true, true]);
});
