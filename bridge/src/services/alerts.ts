import { acknowledgement, allClear, sosAlert } from "@paceline/domain/safety";
import type { SafetyMessage } from "@paceline/domain/safety";
import { failed, isEventId, ok } from "@paceline/protocol";
import type { Result, RoomId } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";
import { alertPlan } from "../mapping/alert-plan.ts";
import { contactsOf } from "../mapping/circle.ts";
import { nameOf } from "../mapping/known.ts";
import type { Known } from "../mapping/known.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { AlertStore, OwnAlert } from "../store/alert-store.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { Ghost } from "../store/ghost-store.ts";
import type { OutboxStore } from "../store/outbox-store.ts";
import type { PlatformRoomFailure, PlatformRooms } from "./platform-rooms.ts";

/** `NO_ALERT`: none that this athlete can see. `NOT_YOURS`: only who raised it cancels it. `FORBIDDEN`: the room does not let the athlete write. */
export type AlertFailure = PlatformRoomFailure | "NO_ALERT" | "NOT_YOURS" | "FORBIDDEN";
/** `queued`: stored, and sent when the homeserver takes it. */
export type Delivered = { readonly alert: OwnAlert; readonly delivery: "sent" | "queued" };
type Outcome = Promise<Result<Delivered, AlertFailure>>;

export type AlertWish = { readonly drill: boolean; readonly silent: boolean; readonly fix: Fix | undefined };

/** Alerts of ghosts in platform rooms. `id`: the same says it once. */
export interface Alerts {
  raise(ghost: Ghost, id: string, room: RoomId, wish: AlertWish): Outcome;
  acknowledge(ghost: Ghost, id: string, alert: string): Outcome;
  /** As loud as the alert was. */
  cancel(ghost: Ghost, id: string, alert: string, falseAlarm: boolean): Outcome;
}

type Parts = {
  readonly db: Database;
  readonly store: AlertStore;
  readonly outboxStore: Pick<OutboxStore, "add" | "eventOf">;
  readonly outbox: Pick<Outbox, "wake" | "standings">;
  readonly platformRooms: PlatformRooms;
  readonly known: () => Known;
  readonly now: () => number;
};

const PATIENCE_MS = 5_000;

export const createAlerts = ({ db, store, outboxStore, outbox, platformRooms, known, now }: Parts): Alerts => {
  /** Stored before it is sent. `raised`: what it becomes where it is a new alert. */
  const say = async (ghost: Ghost, room: RoomId, message: SafetyMessage, loud: boolean, of?: OwnAlert): Outcome => {
    const event = of && outboxStore.eventOf(of.txn);
    const about = isEventId(event) ? event : undefined;
    const mentions = loud ? contactsOf(known(), room, ghost.user) : [];
    const plan = alertPlan({ ghost: ghost.user, room, message, about, mentions, loud });
    const [{ txn }] = plan;
    const { identifier: id } = message.block;
    const alert = of ?? { id, user: ghost.user, room, txn, block: withoutPlace(message.block), at: now() };
    inTransaction(db, () => {
      store.add(alert);
      outboxStore.add(plan, now());
    });
    outbox.wake();
    const [standing] = await outbox.standings([txn], PATIENCE_MS);
    if (standing === "failed") return failed("FORBIDDEN", "never");
    return ok({ alert: store.get(alert.id) ?? alert, delivery: standing === "done" ? "sent" : "queued" });
  };

  /** The alert, where this athlete may write about it. */
  const seen = async (ghost: Ghost, id: string): Promise<Result<OwnAlert, AlertFailure>> => {
    const alert = store.get(id);
    if (alert === undefined) return failed("NO_ALERT", "never");
    const entered = await platformRooms.enter(ghost, alert.room);
    if (entered.ok) return ok(alert);
    return entered.failure.code === "NOT_FOUND" ? failed("NO_ALERT", "never") : entered;
  };

  return {
    raise: async (ghost, id, room, { fix, drill, silent }) => {
      const entered = await platformRooms.enter(ghost, room);
      if (!entered.ok) return entered;
      const common = { identifier: `alert-${id}`, athlete: ghost.user, name: ghost.name, sentMs: now() };
      return say(ghost, room, sosAlert({ ...common, fix, drill, silent }), true);
    },

    acknowledge: async (ghost, id, alert) => {
      const of = await seen(ghost, alert);
      if (!of.ok) return of;
      const { block, room, user } = of.value;
      const athleteName = nameOf(known(), room, user);
      const common = { identifier: `ack-${id}`, sender: ghost.user, name: ghost.name, sentMs: now(), of: block };
      return say(ghost, room, acknowledgement({ ...common, athleteName }), false, of.value);
    },

    cancel: async (ghost, id, alert, falseAlarm) => {
      const of = await seen(ghost, alert);
      if (!of.ok) return of;
      const { block, room, user } = of.value;
      if (user !== ghost.user) return failed("NOT_YOURS", "never");
      const common = { identifier: `clear-${id}`, sender: ghost.user, name: ghost.name, sentMs: now(), of: block };
      return say(ghost, room, allClear({ ...common, falseAlarm }), true, of.value);
    },
  };
};

/** What later messages need of it. */
const withoutPlace = ({ info, ...block }: AlertBlock): AlertBlock => {
  if (info === undefined) return block;
  const { area: _area, parameter: _parameter, ...rest } = info;
  return { ...block, info: rest };
};
