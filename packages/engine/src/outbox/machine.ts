import type { DeviceId, Result, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import { Draft, UNSURE } from "./draft.ts";
import { entryOf, isAlert } from "./entry.ts";
import type { OutboxRecord } from "./entry.ts";
import { startable } from "./startable.ts";
import type { Found, Input, Moment, State, Step } from "./state.ts";

/** After this many syncs without an echo the event lies in a gap of the timeline; it is on the server in any case. */
const SYNCS_WITHOUT_ECHO = 3;

/** What the disk holds, as a start finds it. */
export function restored(records: readonly OutboxRecord[], deviceId: DeviceId): State {
  const ordered = records.toSorted((a, b) => a.number - b.number);
  const next = new Draft({
    deviceId,
    entries: new Map(ordered.map((record) => [record.txnId, entryOf(record)])),
    known: new Map(records.flatMap(({ txnId, eventId }) => (eventId === undefined ? [] : [[txnId, eventId]]))),
    gate: "early",
  });
  for (const { txnId } of ordered) next.settleReferences(txnId);
  return next.state();
}

/** One step of the outbox. Decides everything and does nothing; inputs about entries that are gone change nothing. */
export function step(state: State, input: Input, moment: Moment): Step {
  const next = new Draft(state);
  react(next, input, moment);
  if (startable(next.state(), moment.now).length > 0) alertsGoAlong(next);
  const start = startable(next.state(), moment.now);
  for (const { do: work, record } of start)
    next.change(record.txnId, { phase: { is: work === "send" ? "sending" : "checking" } });
  return { ...next.changes(), start, state: next.state() };
}

/** Whoever tries first after a cut tries for the alerts too, which then leave first: no message goes out while an alert waits for a time of its own. */
function alertsGoAlong(next: Draft): void {
  for (const entry of next.all()) if (isAlert(entry)) next.hurry(entry);
}

/** When a `woken` is due, ms since 1970; nothing waits for the clock where it is absent. */
export function nextWake(state: State): number | undefined {
  const times = [...state.entries.values()].flatMap(({ phase }) => (phase.is === "waiting" ? [phase.until] : []));
  return times.length === 0 ? undefined : Math.min(...times);
}

function react(next: Draft, input: Input, moment: Moment): void {
  switch (input.is) {
    case "added":
      next.add(input.record);
      return;
    case "opened":
      next.gate = "open";
      return;
    case "synced":
      for (const entry of next.all()) {
        if (entry.eventId === undefined) continue;
        if (entry.syncs + 1 >= SYNCS_WITHOUT_ECHO) next.close(entry.txnId, entry.eventId);
        else next.change(entry.txnId, { syncs: entry.syncs + 1 });
      }
      return;
    case "reconnected":
      for (const entry of next.all()) next.hurry(entry);
      return;
    case "woken":
      for (const { txnId, phase } of next.all())
        if (phase.is === "waiting" && phase.until <= moment.now) next.change(txnId, { phase: { is: "ready" } });
      return;
    case "echoed":
      next.close(input.txnId, input.eventId);
      return;
    case "answered":
      if (input.answer.ok) next.arrived(input.txnId, input.answer.value);
      else next.failed(input.txnId, input.answer.failure, moment);
      return;
    case "checked":
      checked(next, input.txnId, input.found, moment);
      return;
    case "retried":
      next.retry(input.txnId);
      return;
    case "discarded":
      next.discard(input.txnId);
      return;
  }
}

function checked(next: Draft, txnId: TxnId, found: Result<Found, EngineFailureCode>, moment: Moment): void {
  if (!found.ok) next.failed(txnId, found.failure, moment);
  else if (found.value === "absent") next.untried(txnId, moment.now);
  else if (found.value === "unsure") next.failed(txnId, UNSURE, moment);
  else next.arrived(txnId, found.value);
}
