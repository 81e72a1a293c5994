import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Faults, type Fault } from "./http/faults.ts";
import { listener, type Answered } from "./http/listener.ts";
import { Router } from "./http/router.ts";
import type { Content } from "./model/event.ts";
import { Homeserver } from "./model/homeserver.ts";
import { settingsOf, type FakeHomeserverOptions } from "./model/options.ts";
import { createRoom } from "./model/room-creation.ts";
import { encryptionRoutes } from "./routes/encryption.ts";
import { ownDataRoutes } from "./routes/own-data.ts";
import { readingRoutes } from "./routes/reading.ts";
import { roomRoutes } from "./routes/rooms.ts";
import { serverWideRoutes } from "./routes/server-wide.ts";
import { sessionRoutes } from "./routes/session.ts";

/** A running fake homeserver. */
export type FakeHomeserver = {
  readonly baseUrl: string;
  readonly serverName: string;
  /** The model behind it: limits, clock, accounts, rooms, for tests that arrange or look without HTTP. */
  readonly model: Homeserver;
  /** Makes an account; answers the user id. */
  readonly createUser: (name: string, password: string) => string;
  /** Makes a room as `POST /createRoom` would, without HTTP and limits. Answers its id. */
  readonly createRoom: (creator: string, request?: Content) => string;
  /** Joins people who need no rule, for large rooms. */
  readonly addMembers: (roomId: string, userIds: readonly string[]) => void;
  /** Sends without HTTP and limits, as fast as memory. Answers the event id. */
  readonly sendEvent: (roomId: string, sender: string, type: string, content: Content) => string;
  /** Moves the server's time forward; what becomes due happens at once. */
  readonly advance: (ms: number) => void;
  readonly fault: (fault: Fault) => void;
  readonly clearFaults: () => void;
  /** Calls back for every answered request. */
  readonly observe: (observer: (answered: Answered) => void) => void;
  /** What a restart of the process changes; open connections are cut. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts a Matrix homeserver in memory, on loopback. */
export async function startFakeHomeserver(options: FakeHomeserverOptions = {}): Promise<FakeHomeserver> {
  const http = createServer({ keepAliveTimeout: 60_000 });
  const port = await listen(http, options.port ?? 0);
  const model = new Homeserver(settingsOf(options, port));
  const baseUrl = `http://127.0.0.1:${port}`;
  const router = new Router();
  const all = [sessionRoutes, roomRoutes, readingRoutes, ownDataRoutes, encryptionRoutes];
  for (const routes of all) router.add(routes(model));
  router.add(serverWideRoutes(model, () => baseUrl));
  const faults = new Faults();
  const observers: ((answered: Answered) => void)[] = [];
  const observe = (answered: Answered): void => observers.forEach((observer) => observer(answered));
  http.on("request", listener({ server: model, router, faults, observe }));
  return {
    baseUrl,
    serverName: model.settings.serverName,
    model,
    createUser: (name, password) => model.accounts.create(model.accounts.idOf(name), password).userId,
    createRoom: (creator, request = {}) =>
      createRoom(model.rooms, model.directory, model.accounts, creator, request).id,
    addMembers: (roomId, userIds) => {
      const room = model.rooms.get(roomId);
      for (const userId of userIds) {
        const content = { ...model.profiles.memberPart(userId), membership: "join" };
        model.rooms.append(room, { type: "m.room.member", sender: userId, state_key: userId, content });
      }
    },
    sendEvent: (roomId, sender, type, content) =>
      model.rooms.send(model.rooms.get(roomId), { type, sender, content }).event_id,
    advance: (ms) => model.clock.advance(ms),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    observe: (observer) => void observers.push(observer),
    restart: async () => {
      model.restart();
      http.closeAllConnections();
      while ((await openConnections(http)) > 0) await nextTurn();
      await nextTurn();
    },
    stop: () => {
      model.stop();
      const { promise, resolve } = Promise.withResolvers<void>();
      http.close(() => resolve());
      http.closeAllConnections();
      return promise;
    },
  };
}

function openConnections(http: Server): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  http.getConnections((error, count) => resolve(error === null ? count : 0));
  return promise;
}

function listen(http: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  http.once("error", reject);
  http.listen(port, "127.0.0.1", () => resolve((http.address() as AddressInfo).port));
  return promise;
}
