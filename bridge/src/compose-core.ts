import type { Router } from "express";
import type { Homeserver } from "./appservice/homeserver.ts";
import type { Log } from "./log.ts";
import type { Known } from "./mapping/known.ts";
import type { Outbox } from "./outbox/outbox.ts";
import type { Learn } from "./outbox/perform.ts";
import { coreSafetyRoutes } from "./platform/core/core-routes.ts";
import { USUAL_LIMITS } from "./platform/limits.ts";
import { createAlerts } from "./services/alerts.ts";
import { createContacts } from "./services/contacts.ts";
import { createGhostTimers } from "./services/ghost-timers.ts";
import type { Ghosts } from "./services/ghosts.ts";
import { createPlatformKeys } from "./services/platform-keys.ts";
import { createPlatformRooms } from "./services/platform-rooms.ts";
import type { Sessions } from "./services/sessions.ts";
import { createShareEnds } from "./services/share-ends.ts";
import type { ShareEnds } from "./services/share-ends.ts";
import { createSharePace } from "./services/share-pace.ts";
import type { SharePace } from "./services/share-pace.ts";
import { createShares } from "./services/shares.ts";
import { createPlainFixes } from "./services/plain-fixes.ts";
import type { PlainFixes } from "./services/plain-fixes.ts";
import type { Timers } from "./services/timers.ts";
import type { Trackers } from "./services/trackers.ts";
import type { Database } from "./store/database.ts";
import type { createStores } from "./store/stores.ts";

type Parts = {
  readonly db: Database;
  readonly stores: ReturnType<typeof createStores>;
  readonly homeserver: Homeserver;
  readonly ghosts: Ghosts;
  readonly outbox: Outbox;
  readonly timers: Timers;
  readonly trackers: Trackers;
  readonly sessions: Sessions;
  readonly learn: Learn;
  readonly known: () => Known;
  readonly log: Log;
  readonly now: () => number;
};

export type Core = {
  readonly routes: Router;
  readonly plainFixes: PlainFixes;
  readonly shareEnds: ShareEnds;
  readonly pace: SharePace;
};

/** Wires what a fitness platform's athletes may do. */
export const composeCore = (parts: Parts): Core => {
  const { db, stores, homeserver, ghosts, outbox, learn, known, log, now, ...rest } = parts;
  const platformRooms = createPlatformRooms({ db, homeserver, ghosts, rooms: stores.rooms, known });
  const outboxStore = stores.outbox;
  const shares = createShares({ db, store: stores.shares, ghosts, platformRooms, now });
  const pace = createSharePace({ shares, now });
  const paced = { ...shares, report: pace.report };
  const { timers, ...callers } = rest;
  const routes = coreSafetyRoutes({
    ...callers,
    ghostTimers: createGhostTimers({ timers, outboxStore, outbox, now }),
    ghosts,
    platformRooms,
    keys: createPlatformKeys(stores.platformKeys, now),
    shares: paced,
    alerts: createAlerts({ db, store: stores.alerts, outboxStore, outbox, platformRooms, known, now }),
    contacts: createContacts({ store: stores.ghosts, ghosts, homeserver, rooms: stores.rooms, learn, known }),
    idempotency: stores.idempotency,
    limits: USUAL_LIMITS,
    now,
  });
  return {
    routes,
    plainFixes: createPlainFixes({ ghosts, shares: paced, now }),
    shareEnds: createShareEnds({ store: stores.shares, shares, log, now }),
    pace,
  };
};
