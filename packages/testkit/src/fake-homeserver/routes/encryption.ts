import { objectOf, textOf, type Content } from "../model/event.ts";
import type { Homeserver } from "../model/homeserver.ts";
import { route, type Call, type Route } from "../http/router.ts";
import { passwordChallenge } from "./session.ts";

const V3 = "/_matrix/client/v3";

/** Keys of devices and people, to-device messages, key backup. */
export function encryptionRoutes(server: Homeserver): readonly Route[] {
  const { deviceKeys, keyBackup, toDevice } = server;
  const version = (call: Call): string => call.query.get("version") ?? "";
  const keysPath = [`${V3}/room_keys/keys`, `${V3}/room_keys/keys/:room`, `${V3}/room_keys/keys/:room/:session`];
  return [
    route("POST", `${V3}/keys/upload`, (call) => {
      const { userId, deviceId } = call.who();
      return deviceKeys.upload(userId, deviceId ?? "", call.body());
    }),
    route("POST", `${V3}/keys/query`, (call) =>
      deviceKeys.query(call.who().userId, objectOf(call.body()["device_keys"])),
    ),
    route("POST", `${V3}/keys/claim`, (call) => {
      call.who();
      return deviceKeys.claim(objectOf(call.body()["one_time_keys"]));
    }),
    route("GET", `${V3}/keys/changes`, (call) => {
      call.who();
      return {
        changed: [...deviceKeys.changedSince(Number(/^s(\d+)/.exec(call.query.get("from") ?? "")?.[1] ?? 0))],
        left: [],
      };
    }),
    route("POST", `${V3}/keys/device_signing/upload`, (call) => {
      const { userId } = call.who();
      // The first upload needs no password, a replacement does.
      const challenge = deviceKeys.hasCrossSigning(userId) ? passwordChallenge(server, call, userId) : undefined;
      if (challenge === undefined) deviceKeys.uploadCrossSigning(userId, call.body());
      return challenge;
    }),
    route("POST", `${V3}/keys/signatures/upload`, (call) => {
      deviceKeys.uploadSignatures(call.who().userId, call.body());
      return { failures: {} };
    }),
    route("PUT", `${V3}/sendToDevice/:type/:txn`, (call) => {
      const who = call.who();
      return server.transactions.once(who, call.pathname, (): Content => {
        toDevice.send(who.userId, call.params["type"] ?? "", objectOf(call.body()["messages"]));
        return {};
      });
    }),
    route("POST", `${V3}/room_keys/version`, (call) => keyBackup.create(call.who().userId, call.body())),
    route("GET", `${V3}/room_keys/version`, (call) => keyBackup.describe(call.who().userId, undefined)),
    route("GET", `${V3}/room_keys/version/:version`, (call) =>
      keyBackup.describe(call.who().userId, call.params["version"]),
    ),
    route("PUT", `${V3}/room_keys/version/:version`, (call) =>
      keyBackup.update(call.who().userId, call.params["version"] ?? "", call.body()),
    ),
    route("DELETE", `${V3}/room_keys/version/:version`, (call) =>
      keyBackup.remove(call.who().userId, call.params["version"] ?? ""),
    ),
    ...keysPath.flatMap((path) => [
      route("GET", path, (call) =>
        keyBackup.get(call.who().userId, version(call), call.params["room"], call.params["session"]),
      ),
      route("DELETE", path, (call) =>
        keyBackup.delete(call.who().userId, version(call), call.params["room"], call.params["session"]),
      ),
      route("PUT", path, (call) => keyBackup.put(call.who().userId, version(call), asRooms(call))),
    ]),
  ];
}

/** The body of the three forms of `PUT room_keys/keys` in its widest one. */
function asRooms(call: Call): Content {
  const body = call.body();
  const room = textOf(call.params["room"]);
  const session = textOf(call.params["session"]);
  if (room === undefined) return objectOf(body["rooms"]);
  return { [room]: session === undefined ? body : { sessions: { [session]: body } } };
}
