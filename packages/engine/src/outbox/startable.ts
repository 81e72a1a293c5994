import type { RoomId } from "@paceline/protocol";
import { isAlert, isBusy, recordOf } from "./entry.ts";
import type { Entry } from "./entry.ts";
import type { Start, State } from "./state.ts";

/** Servers forget a transaction id after 24 h (Synapse); the rest is margin for clocks and slow requests. */
const SURELY_REMEMBERED_MS = 20 * 60 * 60 * 1_000;

/** Rooms that send at the same time. A browser has six connections to a server (HTTP/1.1): where these hang in a dead network, there is one for the sync and two for an alert. */
export const ROOMS_AT_ONCE = 3;

/**
 * What may begin now, in the order to begin it. Alerts: each of them, always, and before the rest, because encrypting and the browser's few connections take turns.
 * Rooms: the first that is neither failed nor sent, one at a time and of a few rooms at once, once the first sync is through. What refers to a message without an event id
 * waits for that and holds up nobody.
 */
export function startable(state: State, now: number): readonly Start[] {
  if (state.gate === "ended") return [];
  const taken = new Set<RoomId>();
  const starts: Start[] = [];
  const entries = [...state.entries.values()];
  let free = ROOMS_AT_ONCE - entries.filter((entry) => !isAlert(entry) && isBusy(entry)).length;
  for (const entry of alertsFirst(entries)) {
    if (entry.eventId !== undefined || entry.failure !== undefined) continue;
    const alert = isAlert(entry);
    const { roomId } = entry.intent;
    if (!alert && (state.gate === "early" || taken.has(roomId))) continue;
    if (!isBusy(entry) && entry.refersTo.length > 0) continue;
    if (!alert) taken.add(roomId);
    if (entry.phase.is !== "ready" || (!alert && free <= 0)) continue;
    if (!alert) free -= 1;
    if (!isDoubtful(entry, state, now)) starts.push({ do: "send", record: recordOf(entry) });
    else if (state.gate === "open") starts.push({ do: "check", record: recordOf(entry) });
  }
  return starts;
}

const alertsFirst = (entries: readonly Entry[]): readonly Entry[] => [
  ...entries.filter(isAlert),
  ...entries.filter((entry) => !isAlert(entry)),
];

/** An earlier try may have arrived and the server may no longer know its transaction id. A second redaction of the same event does no harm. */
function isDoubtful(entry: Entry, state: State, now: number): boolean {
  if (entry.insisted || entry.intent.is === "redact") return false;
  const { deviceId, at } = entry.triedFrom;
  return deviceId !== state.deviceId || now - at > SURELY_REMEMBERED_MS;
}
