import { createAlertStore } from "./alert-store.ts";
import { createCardStore } from "./card-store.ts";
import { createChannelStore } from "./channel-store.ts";
import type { Database } from "./database.ts";
import { createDeliveryStore } from "./delivery-store.ts";
import { createDeadLetterStore } from "./dead-letter-store.ts";
import { createGhostStore } from "./ghost-store.ts";
import { createIdempotencyStore } from "./idempotency-store.ts";
import { createInboxStore } from "./inbox-store.ts";
import { createMailWishStore } from "./mail-wish-store.ts";
import { createMakingStore } from "./making-store.ts";
import { createOutboxStore } from "./outbox-store.ts";
import { createPlatformKeyStore } from "./platform-key-store.ts";
import { createRoomStore } from "./room-store.ts";
import { createSessionStore } from "./session-store.ts";
import { createSecretStore } from "./secret-store.ts";
import { createShareStore } from "./share-store.ts";
import { createTimerStore } from "./timer-store.ts";
import { createTrackerStore } from "./tracker-store.ts";
import { createWayOutStore } from "./way-out-store.ts";

/** Every store over one database: what they do inside one transaction is one commit. */
export const createStores = (db: Database) => ({
  inbox: createInboxStore(db),
  outbox: createOutboxStore(db),
  deadLetters: createDeadLetterStore(db),
  makings: createMakingStore(db),
  channels: createChannelStore(db),
  sessions: createSessionStore(db),
  idempotency: createIdempotencyStore(db),
  rooms: createRoomStore(db),
  cards: createCardStore(db),
  timers: createTimerStore(db),
  secrets: createSecretStore(db),
  wayOuts: createWayOutStore(db),
  mailWishes: createMailWishStore(db),
  deliveries: createDeliveryStore(db),
  trackers: createTrackerStore(db),
  platformKeys: createPlatformKeyStore(db),
  ghosts: createGhostStore(db),
  shares: createShareStore(db),
  alerts: createAlertStore(db),
});

/** The same key gives the same answer for a day. */
const ANSWERS_KEPT_MS = 24 * 60 * 60_000;
/** Longer than homeservers remember transaction ids. */
const OUTBOX_KEPT_MS = 7 * 24 * 60 * 60_000;
/** Longer than any order for it can be on its way. */
const TIMERS_KEPT_MS = 30 * 24 * 60 * 60_000;
/** What went wrong stays to be seen. */
const DELIVERIES_KEPT_MS = 7 * 24 * 60 * 60_000;
/** Older positions are told apart by their own time, which clients look at. */
const FIXES_KEPT_MS = 7 * 24 * 60 * 60_000;
/** Of nobody's use once they are over. */
const SHARES_KEPT_MS = 24 * 60 * 60_000;
/** As long as somebody may answer to one. */
const ALERTS_KEPT_MS = 30 * 24 * 60 * 60_000;

/** As far back as confirmation mails are counted. */
const MAILS_COUNTED_MS = 24 * 60 * 60_000;

/** Forgets what no longer matters. */
export const prune = (stores: ReturnType<typeof createStores>, now: number): void => {
  const { inbox, outbox, idempotency, sessions, timers, deliveries, trackers, shares, alerts, mailWishes } = stores;
  inbox.prune();
  outbox.prune(now - OUTBOX_KEPT_MS);
  idempotency.prune(now - ANSWERS_KEPT_MS);
  sessions.removeExpired(now);
  timers.prune(now - TIMERS_KEPT_MS);
  deliveries.prune(now - DELIVERIES_KEPT_MS);
  trackers.prune(now - FIXES_KEPT_MS);
  shares.prune(now - SHARES_KEPT_MS);
  alerts.prune(now - ALERTS_KEPT_MS);
  mailWishes.prune(now, now - MAILS_COUNTED_MS);
};
