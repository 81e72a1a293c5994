import { loginUser } from "../model/accounts.ts";
import { forbidden, MatrixError } from "../model/errors.ts";
import { objectOf, textOf, type Content } from "../model/event.ts";
import type { Homeserver } from "../model/homeserver.ts";
import { DEFAULT_ROOM_VERSION, ROOM_VERSIONS } from "../model/room-creation.ts";
import { Reply, route, type Call, type Route } from "../http/router.ts";

const UNSTABLE = [
  "org.matrix.e2e_cross_signing",
  "org.matrix.msc2285.stable",
  "org.matrix.msc3440.stable",
  "org.matrix.msc3771",
  "org.matrix.msc3827.stable",
  "org.matrix.msc3981",
  "org.matrix.msc4140",
  "fi.mau.msc2659.stable",
  "uk.tcpip.msc4133.stable",
];

/** Discovery, login and logout, devices. */
export function sessionRoutes(server: Homeserver): readonly Route[] {
  const { accounts, settings } = server;
  return [
    route("GET", "/_matrix/client/versions", () => ({
      versions: ["r0.6.1", ...Array.from({ length: 15 }, (_, minor) => `v1.${minor + 1}`)],
      unstable_features: Object.fromEntries(UNSTABLE.map((name) => [name, true])),
    })),
    route("GET", "/_matrix/client/v3/capabilities", (call) => {
      call.who();
      return {
        capabilities: {
          "m.room_versions": {
            default: DEFAULT_ROOM_VERSION,
            available: Object.fromEntries(ROOM_VERSIONS.map((version) => [version, "stable"])),
          },
          "m.change_password": { enabled: true },
          "m.profile_fields": { enabled: true },
          "org.matrix.msc4140.delayed_events": {
            max_delay_ms: settings.maxDelayMs,
            max_scheduled: settings.maxDelayedEvents,
          },
        },
      };
    }),
    route("GET", "/_matrix/client/v3/login", () => ({
      flows: [{ type: "m.login.password" }, { type: "m.login.application_service" }],
    })),
    route("POST", "/_matrix/client/v3/login", (call) => login(server, call)),
    route("POST", "/_matrix/client/v3/register", (call) => register(server, call)),
    route("POST", "/_matrix/client/v3/refresh", (call) => accounts.refresh(textOf(call.body()["refresh_token"]) ?? "")),
    route("GET", "/_matrix/client/v3/account/whoami", (call) => {
      const { userId, deviceId } = call.who();
      return { user_id: userId, is_guest: false, ...(deviceId === undefined ? {} : { device_id: deviceId }) };
    }),
    route("POST", "/_matrix/client/v3/logout", (call) => {
      const { userId, deviceId } = call.who();
      if (deviceId !== undefined) accounts.deleteDevice(userId, deviceId);
    }),
    route("POST", "/_matrix/client/v3/logout/all", (call) => {
      const { userId } = call.who();
      for (const id of accounts.known(userId).devices.keys()) accounts.deleteDevice(userId, id);
    }),
    route("POST", "/_matrix/client/v3/account/password", (call) => {
      const { userId } = call.who();
      const challenge = passwordChallenge(server, call, userId);
      if (challenge !== undefined) return challenge;
      accounts.known(userId).password = textOf(call.body()["new_password"]);
      return {};
    }),
    route("GET", "/_matrix/client/v3/devices", (call) => ({
      devices: [...accounts.known(call.who().userId).devices.values()].map(describe),
    })),
    route("GET", "/_matrix/client/v3/devices/:id", (call) => {
      const device = accounts.known(call.who().userId).devices.get(call.params["id"] ?? "");
      if (device === undefined) throw new MatrixError(404, "M_NOT_FOUND", "No device found");
      return describe(device);
    }),
    route("PUT", "/_matrix/client/v3/devices/:id", (call) => {
      const { userId, appservice } = call.who();
      const id = call.params["id"] ?? "";
      const known = accounts.known(userId).devices.get(id);
      if (known === undefined && appservice === undefined) throw new MatrixError(404, "M_NOT_FOUND", "No device found");
      const device = known ?? accounts.addDevice(userId, id, undefined);
      device.displayName = textOf(call.body()["display_name"]) ?? device.displayName;
      return known === undefined ? new Reply(201, {}) : {};
    }),
    route("DELETE", "/_matrix/client/v3/devices/:id", (call) => {
      const { userId } = call.who();
      const challenge = passwordChallenge(server, call, userId);
      if (challenge === undefined) accounts.deleteDevice(userId, call.params["id"] ?? "");
      return challenge;
    }),
    route("POST", "/_matrix/client/v3/delete_devices", (call) => {
      const { userId } = call.who();
      const challenge = passwordChallenge(server, call, userId);
      if (challenge !== undefined) return challenge;
      const ids = call.body()["devices"];
      for (const id of Array.isArray(ids) ? ids.map(String) : []) accounts.deleteDevice(userId, id);
      return {};
    }),
  ];
}

const describe = (device: {
  readonly id: string;
  readonly displayName: string | undefined;
  readonly lastSeen: number;
}): Content => ({
  device_id: device.id,
  display_name: device.displayName ?? null,
  last_seen_ts: device.lastSeen,
  last_seen_ip: "127.0.0.1",
});

/** `undefined` when the password was given; else the 401 that asks for it (user-interactive authentication). */
export function passwordChallenge(server: Homeserver, call: Call, userId: string): Reply | undefined {
  const auth = call.body()["auth"];
  const flows = { flows: [{ stages: ["m.login.password"] }], params: {}, session: "session" };
  if (auth === undefined) return new Reply(401, flows);
  const good = server.accounts.users.get(userId)?.password === objectOf(auth)["password"];
  return good ? undefined : new Reply(401, { ...flows, errcode: "M_FORBIDDEN", error: "Invalid password" });
}

function login(server: Homeserver, call: Call): unknown {
  const { accounts } = server;
  const body = call.body();
  const type = textOf(body["type"]);
  const user = accounts.idOf(loginUser(body));
  server.limits.take("login", user);
  if (type === "m.login.application_service") {
    const { appservice } = call.who();
    if (
      appservice === undefined ||
      (accounts.ownerOf(user) !== appservice && accounts.idOf(appservice.sender_localpart) !== user)
    ) {
      throw new MatrixError(403, "M_EXCLUSIVE", "User is not in the namespace of the application service");
    }
    if (!accounts.users.has(user)) throw forbidden("No such user");
  } else if (type === "m.login.password") accounts.checkPassword(user, body["password"]);
  else throw new MatrixError(400, "M_UNKNOWN", "Unknown login type");
  const issued = accounts.issue(
    user,
    textOf(body["device_id"]),
    textOf(body["initial_device_display_name"]),
    body["refresh_token"] === true,
  );
  return { user_id: user, home_server: server.settings.serverName, ...issued };
}

function register(server: Homeserver, call: Call): unknown {
  const { accounts } = server;
  const body = call.body();
  const name = textOf(body["username"]);
  if (name === undefined) throw new MatrixError(400, "M_MISSING_PARAM", "Missing username");
  const user = accounts.idOf(name.toLowerCase());
  if (body["type"] === "m.login.application_service") {
    const { appservice } = call.who();
    if (appservice === undefined || accounts.ownerOf(user) !== appservice)
      throw new MatrixError(400, "M_EXCLUSIVE", "Not in your namespace");
    if (body["inhibit_login"] !== true)
      throw new MatrixError(400, "M_APPSERVICE_LOGIN_UNSUPPORTED", "Registration with login is not supported");
  } else {
    const exclusive = accounts
      .ownerOf(user)
      ?.namespaces.users?.some(({ regex, exclusive: only }) => only && new RegExp(`^(?:${regex})`).test(user));
    if (exclusive === true)
      throw new MatrixError(400, "M_EXCLUSIVE", "This user ID is reserved by an application service.");
    if (body["auth"] === undefined)
      return new Reply(401, { flows: [{ stages: ["m.login.dummy"] }], params: {}, session: "session" });
  }
  accounts.create(user, textOf(body["password"]));
  if (body["inhibit_login"] === true) return { user_id: user, home_server: server.settings.serverName };
  const issued = accounts.issue(
    user,
    textOf(body["device_id"]),
    textOf(body["initial_device_display_name"]),
    body["refresh_token"] === true,
  );
  return { user_id: user, home_server: server.settings.serverName, ...issued };
}
