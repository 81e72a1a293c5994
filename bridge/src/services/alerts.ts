import { acknowledgement, allClear, sosAlert } from "@paceline/domain/safety";
import type { SafetyMessage } from "@paceline/domain/safety";
import { failed, isEventId, ok } from "@paceline/protocol";
import type { Result, RoomId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import { alertPlan } from "../mapping/alert-plan.ts";
import { blindAlert, withoutPlace } from "../mapping/blind-alert.ts";
import { contactsOf } from "../mapping/circle.ts";
import { nameOf } from "../mapping/known.ts";
import type { Known } from "../mapping/known.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { AlertStore, OwnAlert } from "../store/alert-store.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { Ghost } from "../store/ghost-store.ts";
import type { OutboxStore, Standing } from "../store/outbox-store.ts";
import type { PlatformRoomFailure, PlatformRooms } from "./platform-rooms.ts";

/** `NO_ALERT`: none that this athlete can see. `NOT_YOURS`: only who raised it cancels it. `FORBIDDEN`: the room does not let the athlete write. */
export type AlertFailure = PlatformRoomFailure | "NO_ALERT" | "NOT_YOURS" | "FORBIDDEN";
/** What became of a message; the words of `CoreAlert`. */
export type Delivery = "sent" | "queued" | "withheld" | "failed";
export type Delivered = { readonly alert: OwnAlert; readonly delivery: Delivery };
type Outcome = Promise<Result<Delivered, AlertFailure>>;

export type AlertWish = { readonly drill: boolean; readonly silent: boolean; readonly fix: Fix | undefined };

/** Alerts of ghosts in platform rooms. `id`: the same says it once. */
export interface Alerts {
  raise(ghost: Ghost, id: string, room: RoomId, wish: AlertWish): Outcome;
  acknowledge(ghost: Ghost, id: string, alert: string): Outcome;
  /** As loud as the alert was. */
  cancel(ghost: Ghost, id: string, alert: string, falseAlarm: boolean): Outcome;
  /** One that this athlete raised, and how it stands now. */
  get(ghost: Ghost, alert: string): Delivered | undefined;
}

type Parts = {
  readonly db: Database;
  readonly store: AlertStore;
  readonly outboxStore: Pick<OutboxStore, "add" | "eventOf" | "standing">;
  readonly outbox: Pick<Outbox, "wake" | "standings">;
  readonly platformRooms: PlatformRooms;
  readonly known: () => Known;
  readonly now: () => number;
};

const PATIENCE_MS = 5_000;

export const createAlerts = ({ db, store, outboxStore, outbox, platformRooms, known, now }: Parts): Alerts => {
  /** Stored before it is sent. `of`: the alert that it is about; a new one where it is left out. */
  const say = async (ghost: Ghost, room: RoomId, message: SafetyMessage, loud: boolean, of?: OwnAlert): Outcome => {
    const event = of && outboxStore.eventOf(of.txn);
    const about = isEventId(event) ? event : undefined;
    const mentions = loud ? contactsOf(known(), room, ghost.user) : [];
    const blind = of === undefined ? { blind: blindAlert(message.block) } : {};
    const plan = alertPlan({ ghost: ghost.user, room, message, ...blind, about, mentions, loud });
    const [{ txn }] = plan;
    const { identifier: id } = message.block;
    const alert = of ?? { id, user: ghost.user, room, txn, block: withoutPlace(message.block), at: now() };
    inTransaction(db, () => {
      store.add(alert);
      outboxStore.add(plan, now());
    });
    outbox.wake();
    return outcome(store.get(alert.id) ?? alert, txn);
  };

  const outcome = async (alert: OwnAlert, txn: string): Outcome => {
    const [standing = "open"] = await outbox.standings([txn], PATIENCE_MS);
    return standing === "failed" ? failed("FORBIDDEN", "never") : ok({ alert, delivery: DELIVERY[standing] });
  };

  /** In English: a platform names no language of its athletes. */
  const said = ({ name }: Ghost) => ({ name, language: "en", sentMs: now() }) as const;

  /** Help is not refused because the homeserver is away: whether the room is still clear is asked again when it is sent. */
  const enter = async (ghost: Ghost, room: RoomId): Promise<Result<null, PlatformRoomFailure>> => {
    const entered = await platformRooms.enter(ghost, room);
    const away = !entered.ok && entered.failure.code === "UNREACHABLE";
    return away && platformRooms.mayEnter(ghost, room) ? ok(null) : entered;
  };

  /** The alert, where this athlete may write about it. */
  const seen = async (ghost: Ghost, id: string): Promise<Result<OwnAlert, AlertFailure>> => {
    const alert = store.get(id);
    if (alert === undefined) return failed("NO_ALERT", "never");
    const entered = await enter(ghost, alert.room);
    if (entered.ok) return ok(alert);
    return entered.failure.code === "NOT_FOUND" ? failed("NO_ALERT", "never") : entered;
  };

  return {
    raise: async (ghost, id, room, { fix, drill, silent }) => {
      const before = store.get(`alert-${id}`);
      if (before !== undefined) return outcome(before, before.txn);
      const entered = await enter(ghost, room);
      if (!entered.ok) return entered;
      const common = { ...said(ghost), identifier: `alert-${id}`, athlete: ghost.user };
      return say(ghost, room, sosAlert({ ...common, fix, drill, silent }), true);
    },

    acknowledge: async (ghost, id, alert) => {
      const of = await seen(ghost, alert);
      if (!of.ok) return of;
      const { block, room, user } = of.value;
      const athleteName = nameOf(known(), room, user);
      const common = { ...said(ghost), identifier: `ack-${id}`, sender: ghost.user, of: block };
      return say(ghost, room, acknowledgement({ ...common, athleteName }), false, of.value);
    },

    cancel: async (ghost, id, alert, falseAlarm) => {
      const of = await seen(ghost, alert);
      if (!of.ok) return of;
      const { block, room, user } = of.value;
      if (user !== ghost.user) return failed("NOT_YOURS", "never");
      const common = { ...said(ghost), identifier: `clear-${id}`, sender: ghost.user, of: block };
      return say(ghost, room, allClear({ ...common, falseAlarm }), true, of.value);
    },

    get: (ghost, id) => {
      const alert = store.get(id);
      return alert?.user === ghost.user ? { alert, delivery: DELIVERY[outboxStore.standing(alert.txn)] } : undefined;
    },
  };
};

const DELIVERY: Readonly<Record<Standing, Delivery>> = {
  open: "queued",
  done: "sent",
  withheld: "withheld",
  failed: "failed",
};
