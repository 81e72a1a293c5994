import { setTimeout as pause } from "node:timers/promises";
import { failed } from "@paceline/protocol";
import type { Result, UserId } from "@paceline/protocol";
import type { Log } from "../log.ts";
import { waitBefore } from "../outbox/backoff.ts";
import type { Delivery, DeliveryCounts, DeliveryStore } from "../store/delivery-store.ts";
import type { WayOutStore } from "../store/way-out-store.ts";
import type { Mail, MailCode } from "./mail.ts";
import type { Push, PushCode } from "./push.ts";

/** Reaches people who agreed to it, without the homeserver. */
export interface Deliveries {
  /** Inside the open transaction of what they are to be told about. */
  plan(people: readonly UserId[]): void;
  /** Something was planned and committed. */
  wake(): void;
  counts(): DeliveryCounts;
  start(): void;
  /** Begins nothing more and resolves when what runs has ended. */
  stop(): Promise<void>;
}

type Parts = {
  readonly store: DeliveryStore;
  readonly wayOuts: WayOutStore;
  /** Absent: this bridge has no such way. */
  readonly push: Push | undefined;
  readonly mail: Pick<Mail, "send" | "close"> | undefined;
  readonly log: Log;
  readonly now: () => number;
  readonly chance: () => number;
};

const AT_ONCE = 16;
/** As long as a push service keeps a push. */
const GIVE_UP_MS = 24 * 60 * 60_000;
/** Enough to be heard; more would only fill a mailbox. */
const MAILS_AN_HOUR = 10;
const HOUR_MS = 60 * 60_000;
const TROUBLE_PAUSE_MS = 1_000;

type Code = PushCode | MailCode | "WITHDRAWN" | "EXPIRED" | "SEND_FAILED";

export const createDeliveries = ({ store, wayOuts, push, mail, log, now, chance }: Parts): Deliveries => {
  const busy = new Map<number, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let running = false;

  const turn = (): void => {
    clearTimeout(timer);
    if (!running) return;
    const free = store.open(500).filter(({ id }) => !busy.has(id));
    const due = free.filter(({ dueAt }) => dueAt <= now());
    for (const delivery of due.slice(0, AT_ONCE - busy.size)) {
      busy.set(delivery.id, work(delivery));
    }
    const next = Math.min(...free.filter(({ dueAt }) => dueAt > now()).map(({ dueAt }) => dueAt));
    if (Number.isFinite(next)) timer = setTimeout(turn, next - now());
  };

  const work = async (delivery: Delivery): Promise<void> => {
    await attempt(delivery).catch(storageTrouble);
    busy.delete(delivery.id);
    turn();
  };

  const attempt = async (delivery: Delivery): Promise<void> => {
    const { id, way, target, attempts, at } = delivery;
    const result = await send(delivery).catch(bug);
    if (result.ok) {
      store.finish(id, now());
      log.info({ way, attempts: attempts + 1 }, "way out taken");
      return;
    }
    const { failure } = result;
    const wait = waitBefore(attempts, failure, chance());
    const late = now() + wait > at + GIVE_UP_MS;
    const why = { way, code: failure.code, cause: failure.cause, attempts: attempts + 1 };
    if (failure.retry !== "never" && !late) {
      store.defer(id, now() + wait);
      log.warn({ ...why, wait }, "way out deferred");
      return;
    }
    if (failure.code === "GONE") wayOuts.forget(target);
    store.finish(id, now(), failure.retry === "never" ? failure.code : "EXPIRED");
    log.error(why, "way out given up");
  };

  const send = async ({ way, user, target, id, at }: Delivery): Promise<Result<null, Code>> => {
    if (way === "mail") {
      if (mail === undefined || wayOuts.mailOf(user) !== target) return failed("WITHDRAWN", "never");
      return mail.send(target, `${at}-${id}`);
    }
    const subscription = wayOuts.subscription(user, target);
    if (push === undefined || subscription === undefined) return failed("WITHDRAWN", "never");
    return push.send(subscription);
  };

  const bug = (error: unknown) => {
    log.error({ err: error }, "way out failed by an exception");
    return failed("SEND_FAILED", "never");
  };

  /** The disk did not take what happened: what is still open is sent again. */
  const storageTrouble = async (error: unknown): Promise<void> => {
    log.error({ err: error, code: "STORAGE_TROUBLE" }, "deliveries could not be written");
    await pause(TROUBLE_PAUSE_MS);
  };

  return {
    plan: (people) => {
      for (const user of people) {
        if (push !== undefined)
          for (const { endpoint } of wayOuts.pushesOf(user)) store.add("push", user, endpoint, now());
        const address = wayOuts.mailOf(user);
        const may = store.since("mail", user, now() - HOUR_MS) < MAILS_AN_HOUR;
        if (mail !== undefined && address !== undefined && may) store.add("mail", user, address, now());
      }
    },
    wake: turn,
    counts: () => store.counts(),
    start: () => {
      running = true;
      turn();
    },
    stop: async () => {
      running = false;
      clearTimeout(timer);
      await Promise.all(busy.values());
      mail?.close();
    },
  };
};
