import { userId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import { BRIDGE_WELL_KNOWN } from "@paceline/protocol/http";
import type { TimerRow } from "@paceline/protocol/port";
import { startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown } from "@paceline/testkit/bridge";
import type { PlainClient } from "@paceline/testkit/plain-client";
import { expect, onTestFinished, test } from "vitest";
import { openPeer } from "../testing/engine-peer.ts";
import type { EnginePeer } from "../testing/engine-peer.ts";

const PASSWORD = "a good password";
/** Long enough to arm and to see what holds, on a busy machine too. */
const SOON_MS = 20_000;

/** Ana with her circle of Dad, whose client is a plain one. `bridge`: when the server's well-known names it. `again` starts Ana's client anew. */
async function circle(
  homeserver: Parameters<typeof startBridgeTown>[1],
  bridge: "from the start" | "later" = "from the start",
) {
  const town: BridgeTown = await startBridgeTown({}, homeserver);
  onTestFinished(() => town.stop());
  const named = { [BRIDGE_WELL_KNOWN]: { base_url: town.bridge.url, bot: town.botId } };
  let wellKnown = bridge === "later" ? {} : named;
  const told: typeof fetch = async (input, init) =>
    new Request(input).url.endsWith("/.well-known/matrix/client") ? Response.json(wellKnown) : fetch(input, init);
  await town.synapse.registerUser("ana", PASSWORD);
  const dad = (await town.person("dad", true)).matrix;
  const open = async (): Promise<EnginePeer> => {
    const peer = await openPeer({ name: `one-timer-${town.synapse.baseUrl}`, fetch: told });
    onTestFinished(() => peer.stop());
    return peer;
  };
  const ana = await open();
  await ana.must("signIn", { server: town.synapse.baseUrl, user: "ana", password: PASSWORD, deviceName: "test" });
  await ana.until("session", {}, ([row]) => row?.firstSync === "done");
  const { roomId: room } = await ana.must("inviteContact", { userId: userId(dad.userId), tier: 1 });
  await dad.until(() => dad.room(room).membership === "invite", "the invitation");
  await dad.join(room);
  await ana.until("circle", {}, ([row]) => row?.state === "ready");
  async function again(): Promise<EnginePeer> {
    await ana.stop();
    wellKnown = named;
    return open();
  }
  return { town, ana, dad, room, again };
}

/** Arms a timer. Resolves with what the screen says of it as soon as both places have answered. */
async function armed(ana: EnginePeer, inMs = SOON_MS): Promise<TimerRow> {
  const { id } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + inMs, graceMs: 0 });
  const answered = (row: TimerRow | undefined): row is TimerRow =>
    row?.id === id && row.homeserver.is !== "asking" && row.bridge.is !== "asking";
  const { rows } = await ana.until("timer", {}, ([row]) => answered(row));
  const [row] = rows;
  if (!answered(row)) throw new Error("both have answered");
  return row;
}

/** Senders of the alerts that Dad can read, and bells that he heard. */
const heard = (dad: PlainClient, room: RoomId) => ({
  alerts: dad
    .timeline(room)
    .flatMap(({ sender, content }) => (content[EVENTS.alert.type] === undefined ? [] : [sender])),
  bells: dad.timeline(room).flatMap(({ sender, type }) => (type === EVENTS.sosBell.type ? [sender] : [])),
});

/** The alert that Dad reads, once its bell has come as well: which of the two is first is left to the server. */
async function overdue(dad: PlainClient, room: RoomId) {
  await dad.until(() => heard(dad, room).bells.length > 0, "the bell", 60_000);
  return dad.until(() => dad.messages(room).find(({ body }) => body.includes("overdue")), "the alert", 60_000);
}

test("S5 S10 the bridge never comes back: both had confirmed, and the homeserver's sealed alert alone reaches the contact, with its bell", async () => {
  const { town, ana, dad, room } = await circle({});
  expect(await armed(ana)).toMatchObject({ protection: { is: "full" } });
  await Promise.all([ana.stop(), town.bridge.kill()]);
  const alert = await overdue(dad, room);
  expect(alert.body).toContain("No sign of life since");
  const me = `@ana:${town.synapse.serverName}`;
  expect(heard(dad, room)).toEqual({ alerts: [me], bells: [me] });
});

test("S5 S10 a homeserver that holds no events: half protected, with the reason, and the bridge alone alerts the contact, with its bell", async () => {
  const { town, ana, dad, room } = await circle({ delayedEvents: null });
  expect(await armed(ana)).toMatchObject({
    homeserver: { is: "not", why: "unsupported" },
    bridge: { is: "held" },
    protection: { is: "half" },
  });
  await ana.stop();
  const line = await overdue(dad, room);
  expect(line.body).toContain("safety timer is overdue since");
  expect(heard(dad, room)).toEqual({ alerts: [town.botId], bells: [town.botId] });
});

test("S5 S10 a bridge that the club adds later is found at the next start, and holds the timer that runs", async () => {
  const { ana, again } = await circle({}, "later");
  expect(await armed(ana, 3_600_000)).toMatchObject({
    bridge: { is: "not", why: "no-bridge" },
    protection: { is: "half" },
  });
  const later = await again();
  await later.until("timer", {}, ([row]) => row?.bridge.is === "held" && row.protection.is === "full");
});
