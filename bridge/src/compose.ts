import { ok, userId } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { createHomeserver } from "./appservice/homeserver.ts";
import { createInbox } from "./appservice/inbox.ts";
import { createCall } from "./appservice/request.ts";
import { appserviceRouter } from "./appservice/router.ts";
import { createWatch } from "./appservice/watch.ts";
import type { BridgeConfig } from "./config.ts";
import type { Log } from "./log.ts";
import { createOutbox } from "./outbox/outbox.ts";
import { perform } from "./outbox/perform.ts";
import type { Known } from "./mapping/known.ts";
import { createApp } from "./platform/app.ts";
import { clubRoutes } from "./platform/club-routes.ts";
import { USUAL_LIMITS } from "./platform/limits.ts";
import { sessionRoutes } from "./platform/session-routes.ts";
import { listen } from "./platform/listen.ts";
import { createCatchUp } from "./services/catch-up.ts";
import { createClubs } from "./services/clubs.ts";
import { createFollower } from "./services/follower.ts";
import { startHousekeeping } from "./services/housekeeping.ts";
import { createMaker } from "./services/maker.ts";
import { createWhoIs } from "./services/openid.ts";
import { createSessions } from "./services/sessions.ts";
import { createCardStore } from "./store/card-store.ts";
import { createChannelStore } from "./store/channel-store.ts";
import { createDeadLetterStore } from "./store/dead-letter-store.ts";
import { createIdempotencyStore } from "./store/idempotency-store.ts";
import { createInboxStore } from "./store/inbox-store.ts";
import { createMakingStore } from "./store/making-store.ts";
import { openDatabase } from "./store/open.ts";
import { createOutboxStore } from "./store/outbox-store.ts";
import { createRoomStore } from "./store/room-store.ts";
import { createSessionStore } from "./store/session-store.ts";

/** A running bridge. */
export interface Bridge {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Takes no more requests, finishes what runs, closes the database. */
  stop(): Promise<void>;
}

export type BridgeFailure = "DATABASE_IN_USE" | "PORT_IN_USE";

/** The same key gives the same answer for a day. */
const ANSWERS_KEPT_MS = 24 * 60 * 60_000;
/** Longer than homeservers remember transaction ids. */
const OUTBOX_KEPT_MS = 7 * 24 * 60 * 60_000;

/** Wires the parts and starts them: listens first, since the homeserver calls back during the first ping. */
export const startBridge = async (config: BridgeConfig, log: Log): Promise<Result<Bridge, BridgeFailure>> => {
  const opened = openDatabase(config.dataDir);
  if (!opened.ok) return opened;
  const db = opened.value;
  const now = Date.now;
  const chance = Math.random;
  const bot = userId(`@${config.botLocalpart}:${config.serverName}`);

  const homeserver = createHomeserver(createCall(config.homeserverUrl, config.asToken), bot);
  const inboxStore = createInboxStore(db);
  const outboxStore = createOutboxStore(db);
  const deadLetters = createDeadLetterStore(db);
  const rooms = createRoomStore(db);
  const cards = createCardStore(db);

  const channels = createChannelStore(db);
  const sessionStore = createSessionStore(db);
  const idempotency = createIdempotencyStore(db);
  const known = (): Known => ({ rooms, cards, bot, now: now() });

  const follower = createFollower({
    rooms,
    cards,
    channels,
    outbox: outboxStore,
    bot,
    allowedServers: config.allowedServers,
    log,
    now,
  });
  const outbox = createOutbox({
    db,
    store: outboxStore,
    deadLetters,
    perform: (planned) => perform(planned, homeserver, (room, state) => follower.learn(room, state)),
    log,
    now,
    chance,
  });
  const inbox = createInbox({
    db,
    store: inboxStore,
    deadLetters,
    work: (event) => follower.follow(event),
    committed: () => outbox.wake(),
    log,
    now,
  });
  const maker = createMaker({
    db,
    homeserver,
    makings: createMakingStore(db),
    channels,
    rooms,
    learn: (room, state) => follower.learn(room, state),
    known,
    log,
    now,
    chance,
  });
  const clubs = createClubs({ db, homeserver, channels, rooms, outboxStore, outbox, known, now });
  const sessions = createSessions({
    store: sessionStore,
    whoIs: createWhoIs(config),
    allowedServers: config.allowedServers,
    now,
  });
  const catchUp = createCatchUp({ homeserver, inbox, tails: inboxStore, outboxStore, outbox, log, now });
  const watch = createWatch({ homeserver, appserviceId: config.appserviceId, inbox, catchUp, log });

  const app = createApp({
    appservice: appserviceRouter({
      hsToken: config.hsToken,
      receive: (body) => inbox.receive(body),
      log,
    }),
    sessions: sessionRoutes(sessions, USUAL_LIMITS),
    clubs: clubRoutes({ sessions, clubs, maker, idempotency, limits: USUAL_LIMITS, now }),
    readiness: () => (watch.here() ? [] : ["HOMESERVER_NOT_REACHED"]),
    log,
  });
  const listening = await listen(app, config.listen);
  if (!listening.ok) {
    db.close();
    return listening;
  }

  const housekeeping = startHousekeeping({
    db,
    prune: () => {
      inboxStore.prune();
      outboxStore.prune(now() - OUTBOX_KEPT_MS);
      idempotency.prune(now() - ANSWERS_KEPT_MS);
    },
    tick: () => follower.tick(),
    outbox,
  });
  outbox.start();
  maker.start();
  watch.start();
  log.info({ url: listening.value.url }, "bridge started");

  return ok({
    url: listening.value.url,
    stop: async () => {
      watch.stop();
      housekeeping.stop();
      await listening.value.close();
      await maker.stop();
      await inbox.drained();
      inbox.hold();
      await outbox.stop();
      db.close();
      log.info("bridge stopped");
    },
  });
};
