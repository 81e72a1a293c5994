import { ok, userId } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { createHomeserver } from "./appservice/homeserver.ts";
import { createInbox } from "./appservice/inbox.ts";
import { createCall } from "./appservice/request.ts";
import { appserviceRouter } from "./appservice/router.ts";
import { createWatch } from "./appservice/watch.ts";
import { composeCore } from "./compose-core.ts";
import type { BridgeConfig } from "./config.ts";
import type { Log } from "./log.ts";
import { createOutbox } from "./outbox/outbox.ts";
import { perform } from "./outbox/perform.ts";
import type { Learn } from "./outbox/perform.ts";
import { contactsOf } from "./mapping/circle.ts";
import type { Known } from "./mapping/known.ts";
import { createApp } from "./platform/app.ts";
import { clubRoutes } from "./platform/club-routes.ts";
import { mailRoutes } from "./platform/mail-routes.ts";
import { ingestRoutes } from "./platform/ingest-routes.ts";
import { safetyRoutes } from "./platform/safety-routes.ts";
import { USUAL_LIMITS } from "./platform/limits.ts";
import { sessionRoutes } from "./platform/session-routes.ts";
import { listen } from "./platform/listen.ts";
import { createBells } from "./services/bells.ts";
import { createCatchUp } from "./services/catch-up.ts";
import { createCircles } from "./services/circles.ts";
import { createClubs } from "./services/clubs.ts";
import { createFollower } from "./services/follower.ts";
import { createGhosts } from "./services/ghosts.ts";
import { startHousekeeping } from "./services/housekeeping.ts";
import { createMaker } from "./services/maker.ts";
import { createWhoIs } from "./services/openid.ts";
import { createSealedFixes } from "./services/sealed-fixes.ts";
import { createSessions } from "./services/sessions.ts";
import { createTimers } from "./services/timers.ts";
import { createTrackers } from "./services/trackers.ts";
import { inSavepoint } from "./store/database.ts";
import { openDatabase } from "./store/open.ts";
import { createStores, prune } from "./store/stores.ts";
import { createDeliveries } from "./ways-out/deliveries.ts";
import { createMailConsent } from "./ways-out/mail-consent.ts";
import { createMail } from "./ways-out/mail.ts";
import { createPost } from "./ways-out/post.ts";
import { createPush } from "./ways-out/push.ts";

/** A running bridge. */
export interface Bridge {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Takes no more requests, finishes what runs, closes the database. */
  stop(): Promise<void>;
}

export type BridgeFailure = "DATABASE_IN_USE" | "PORT_IN_USE";

/** Wires the parts and starts them: listens first, since the homeserver calls back during the first ping. */
export const startBridge = async (config: BridgeConfig, log: Log): Promise<Result<Bridge, BridgeFailure>> => {
  const opened = openDatabase(config.dataDir);
  if (!opened.ok) return opened;
  const db = opened.value;
  const now = Date.now;
  const chance = Math.random;
  const bot = userId(`@${config.botLocalpart}:${config.serverName}`);

  const call = createCall(config.homeserverUrl, config.asToken);
  const homeserver = createHomeserver(call, bot);
  const stores = createStores(db);
  const ghosts = createGhosts({ store: stores.ghosts, homeserver, call, bot });
  const { rooms, cards, channels } = stores;
  const known = (): Known => ({ rooms, cards, bot, now: now() });

  // From the homeserver to the rooms and back.
  const { allowedServers } = config;
  const follower = createFollower({ rooms, cards, channels, outbox: stores.outbox, bot, allowedServers, log, now });
  const learn: Learn = (room, state) => inSavepoint(db, () => follower.learn(room, state));
  const outbox = createOutbox({
    db,
    store: stores.outbox,
    deadLetters: stores.deadLetters,
    perform: (planned) => perform(planned, homeserver, learn, (ghost) => ghosts.as(ghost)),
    log,
    now,
    chance,
  });
  const inbox = createInbox({
    db,
    store: stores.inbox,
    deadLetters: stores.deadLetters,
    work: (event) => {
      follower.follow(event);
      bells.follow(event);
    },
    committed: () => {
      outbox.wake();
      if (bells.rang()) deliveries.wake();
    },
    log,
    now,
  });
  const catchUp = createCatchUp({
    homeserver,
    inbox,
    tails: stores.inbox,
    outboxStore: stores.outbox,
    outbox,
    log,
    now,
  });
  const arrived = (): ReturnType<typeof catchUp> => {
    outbox.hurry();
    return catchUp();
  };
  const watch = createWatch({ homeserver, appserviceId: config.appserviceId, inbox, catchUp: arrived, log });

  // What keeps people safe, also when nobody asks any more.
  const { push: pushSettings, mail: mailSettings, serverName } = config;
  const anywhere = pushSettings?.allowPrivateEndpoints ?? false;
  const push = pushSettings && createPush(stores.secrets, pushSettings.subject, createPost(anywhere));
  const mail = mailSettings && createMail(mailSettings, serverName);
  const { wayOuts, mailWishes } = stores;
  const { publicUrl } = config;
  const consent = mail && createMailConsent({ mail, wishes: mailWishes, wayOuts, publicUrl, now });
  const deliveries = createDeliveries({ store: stores.deliveries, wayOuts, push, mail, log, now, chance });
  const bells = createBells({ known, plan: (people) => deliveries.plan(people), now });
  const timers = createTimers({
    db,
    store: stores.timers,
    outboxStore: stores.outbox,
    outbox,
    fired: ({ id, circle, user }, block, txn) => {
      deliveries.plan(contactsOf(known(), circle, user));
      // A ghost's timer becomes an alert of the athlete's, which the platform looks at and cancels like every other.
      if (ghosts.get(user) !== undefined) stores.alerts.add({ id, user, room: circle, txn, block, at: now() });
    },
    committed: () => deliveries.wake(),
    known,
    log,
    now,
  });
  const circles = createCircles({ db, homeserver, rooms, known });
  const trackers = createTrackers({ store: stores.trackers, publicUrl: config.publicUrl, now });
  const sealedFixes = createSealedFixes({
    db,
    store: stores.trackers,
    outboxStore: stores.outbox,
    outbox,
    known,
    log,
    now,
  });

  // What people ask for.
  const { makings, idempotency } = stores;
  const maker = createMaker({ db, homeserver, makings, channels, rooms, learn, known, log, now, chance });
  const clubs = createClubs({ db, homeserver, channels, rooms, outboxStore: stores.outbox, outbox, known, now });
  const sessions = createSessions({ store: stores.sessions, whoIs: createWhoIs(config), allowedServers, now });

  const core = composeCore({
    db,
    stores,
    homeserver,
    ghosts,
    outbox,
    timers,
    trackers,
    sessions,
    learn,
    known,
    log,
    now,
  });
  const app = createApp({
    appservice: appserviceRouter({
      hsToken: config.hsToken,
      receive: (body) => inbox.receive(body),
      log,
    }),
    sessions: sessionRoutes(sessions, USUAL_LIMITS),
    clubs: clubRoutes({ sessions, clubs, maker, idempotency, limits: USUAL_LIMITS, now }),
    safety: safetyRoutes({
      sessions,
      timers,
      circles,
      trackers,
      contacts: (circle, athlete) => contactsOf(known(), circle, athlete),
      wayOuts,
      push,
      mail,
      consent,
      mailWishes,
      anywhere,
      now,
      limits: USUAL_LIMITS,
    }),
    mail: mailRoutes({ consent, limits: USUAL_LIMITS }),
    coreSafety: core.routes,
    publicUrl: config.publicUrl,
    ingest: ingestRoutes({ trackers, sealedFixes, plainFixes: core.plainFixes, limits: USUAL_LIMITS }),
    reach: () => deliveries.counts(),
    readiness: () => [
      ...(watch.here() ? [] : (["HOMESERVER_NOT_REACHED"] as const)),
      ...(inbox.isTroubled() ? (["STORAGE_TROUBLE"] as const) : []),
    ],
    log,
  });
  const listening = await listen(app, config.listen);
  if (!listening.ok) {
    db.close();
    return listening;
  }

  const housekeeping = startHousekeeping({
    db,
    prune: () => prune(stores, now()),
    tick: () => follower.tick(),
    outbox,
  });
  outbox.start();
  deliveries.start();
  timers.start();
  sealedFixes.start();
  core.shareEnds.start();
  maker.start();
  watch.start();
  log.info({ url: listening.value.url }, "bridge started");

  return ok({
    url: listening.value.url,
    stop: async () => {
      watch.stop();
      timers.stop();
      sealedFixes.stop();
      housekeeping.stop();
      await Promise.all([maker.stop(), core.shareEnds.stop(), listening.value.close()]);
      await core.pace.stop();
      await inbox.drained();
      inbox.hold();
      await Promise.all([outbox.stop(), deliveries.stop()]);
      db.close();
      log.info("bridge stopped");
    },
  });
};
