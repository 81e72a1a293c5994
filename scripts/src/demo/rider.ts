import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { readGpx } from "@paceline/domain/gpx";
import { beacon, beaconInfo, intervalMs, replayed } from "@paceline/domain/shares";
import type { TrackPoint } from "@paceline/domain/shares";
import { BEACON, BEACON_INFO, eventId, failed, NS, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { PlainClient, Refusal } from "@paceline/testkit/plain-client";
import type { Stack } from "../start/stack.ts";
import { tom } from "./people.ts";

const SHARE_MS = 60 * 60 * 1_000;
/** Name of the rider's device in their list. */
export const RIDER_DEVICE = "Rider of the demo";

/** `RIDE_REFUSED`: `cause` names the call and the code it was refused with. */
export type RideFailure = "RIDE_REFUSED";

/** A lap from the boathouse along the river and back over the other bank; `ts` of its first point is when somebody once set out. */
export const riverLoop = async (): Promise<readonly TrackPoint[]> => {
  const read = readGpx(await readFile(new URL("river-loop.gpx", import.meta.url), "utf8"));
  if (!read.ok) throw new TypeError(`river-loop.gpx: ${read.failure.code}`);
  return read.value;
};

/**
 * Somebody on the road while the set runs: Tom rides the loop again and again and shows where he is in his club's chat, which is encrypted, by a client of its own on a device of its own, which takes the
 * places of those that killed sets left. Nobody signs in as him, so the device stands in nobody's settings. Resolves when `signal` has ended the ride and the room knows it.
 */
export const rideAround = async (
  { synapse, secrets }: Pick<Stack, "synapse" | "secrets">,
  signal: AbortSignal,
): Promise<Result<void, RideFailure>> => {
  const loop = await riverLoop();
  try {
    const password = secrets.demoPassword;
    const rider = await PlainClient.signIn(synapse.baseUrl, tom.localpart, password, { deviceName: RIDER_DEVICE });
    await takeAwayOlder(rider, password);
    const chat = chatOf(rider);
    if (chat === undefined) return failed("RIDE_REFUSED", "never", "a club's chat: NOT_FOUND");
    while (!signal.aborted) await share(rider, chat, loop, signal);
    await rider.signOut();
    return ok(undefined);
  } catch (error) {
    // The client throws what the server refuses, and when there is no server. The ride is an extra: neither ends the set.
    return failed("RIDE_REFUSED", "never", error instanceof Refusal ? error.message : "NO_ANSWER");
  }
};

/** A set that was killed could not sign its rider out. A device's keys are gone with its process, so nobody goes on as that device. */
const takeAwayOlder = async ({ http, session, userId }: PlainClient, password: string): Promise<void> => {
  const { devices } = await http.request<{
    readonly devices: readonly { readonly device_id: string; readonly display_name?: string }[];
  }>("GET", "/devices");
  const older = devices.filter(
    ({ device_id, display_name }) => display_name === RIDER_DEVICE && device_id !== session.deviceId,
  );
  if (older.length === 0) return;
  const auth = { type: "m.login.password", identifier: { type: "m.id.user", user: userId }, password };
  const body = { devices: older.map(({ device_id }) => device_id), auth };
  await http.request("POST", "/delete_devices", { body });
};

const chatOf = ({ session }: PlainClient): string | undefined =>
  [...session.known.rooms.values()].find(
    (room) => room.membership === "join" && room.state(`${NS}.channel`)?.content["kind"] === "chat",
  )?.id;

/** One share from its start to its end, lap after lap. */
const share = async (
  rider: PlainClient,
  room: string,
  loop: readonly TrackPoint[],
  signal: AbortSignal,
): Promise<void> => {
  const startedMs = Date.now();
  const say = (live: boolean) =>
    rider.setState(room, BEACON_INFO, { ...beaconInfo(live, startedMs, SHARE_MS) }, rider.userId);
  const id = eventId(await say(true));
  const lapMs = (loop.at(-1)?.ts ?? 0) - (loop[0]?.ts ?? 0);
  while (!signal.aborted && Date.now() < startedMs + SHARE_MS) {
    const now = Date.now();
    const lap = startedMs + Math.floor((now - startedMs) / lapMs) * lapMs;
    const fix = replayed(loop, { startedMs: lap, speed: 1 }, now);
    if (fix !== undefined) await rider.send(room, BEACON, { ...beacon(id, [fix], "lead") });
    await pause(intervalMs({ speed_mps: fix?.speed_mps, sharers: 1 }), undefined, { signal }).catch(() => undefined);
  }
  await say(false);
};
