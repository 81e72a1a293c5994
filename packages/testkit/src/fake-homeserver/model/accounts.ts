import { randomBytes } from "node:crypto";
import type { ServerClock } from "./clock.ts";
import { forbidden, invalidParam, MatrixError } from "./errors.ts";
import type { AppserviceRegistration, Settings } from "./options.ts";

export type Device = { readonly id: string; displayName: string | undefined; lastSeen: number };
export type Account = { readonly userId: string; password: string | undefined; readonly devices: Map<string, Device> };

/** Who sent a request. */
export type Requester = {
  readonly userId: string;
  readonly deviceId: string | undefined;
  readonly appservice: AppserviceRegistration | undefined;
  readonly token: string;
};

type Token = { readonly userId: string; readonly deviceId: string; readonly expiresAt: number | undefined };
export type Issued = {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in_ms?: number;
};

const random = (bytes: number): string => randomBytes(bytes).toString("base64url");

/** Users, their devices and tokens. */
export class Accounts {
  readonly users = new Map<string, Account>();
  private readonly tokens = new Map<string, Token>();
  private readonly refreshTokens = new Map<string, Token>();
  private readonly settings: Settings;
  private readonly clock: ServerClock;
  /** Called with the owner when a device came, went or changed. */
  onDeviceChange: (userId: string, gone: string | undefined) => void = () => {};

  constructor(settings: Settings, clock: ServerClock) {
    this.settings = settings;
    this.clock = clock;
    for (const appservice of settings.appservices) this.create(this.idOf(appservice.sender_localpart), undefined);
  }

  idOf(localpartOrId: string): string {
    return localpartOrId.startsWith("@") ? localpartOrId : `@${localpartOrId}:${this.settings.serverName}`;
  }

  create(userId: string, password: string | undefined): Account {
    if (!/^@[a-z0-9._=/+-]+:/.test(userId))
      throw new MatrixError(400, "M_INVALID_USERNAME", "User ID can only contain a-z, 0-9 and ._=-/+");
    if (this.users.has(userId)) throw new MatrixError(400, "M_USER_IN_USE", "User ID already taken.");
    const account: Account = { userId, password, devices: new Map() };
    this.users.set(userId, account);
    return account;
  }

  /** The appservice whose exclusive namespace holds the user id. */
  ownerOf(userId: string): AppserviceRegistration | undefined {
    return this.settings.appservices.find((appservice) => isNamespaced(appservice, userId));
  }

  checkPassword(user: string, password: unknown): Account {
    const account = this.users.get(this.idOf(user));
    if (account?.password === undefined || account.password !== password)
      throw forbidden("Invalid username or password");
    return account;
  }

  issue(
    userId: string,
    deviceId: string | undefined,
    displayName: string | undefined,
    refreshable: boolean,
  ): Issued & { readonly device_id: string } {
    const device = this.addDevice(userId, deviceId ?? random(8).toUpperCase(), displayName);
    for (const [token, of] of this.tokens)
      if (of.userId === userId && of.deviceId === device.id) this.tokens.delete(token);
    return { device_id: device.id, ...this.tokensFor(userId, device.id, refreshable) };
  }

  refresh(refreshToken: string): Issued {
    const known = this.refreshTokens.get(refreshToken);
    if (known === undefined) throw new MatrixError(401, "M_UNKNOWN_TOKEN", "Invalid refresh token");
    this.refreshTokens.delete(refreshToken);
    return this.tokensFor(known.userId, known.deviceId, true);
  }

  addDevice(userId: string, id: string, displayName: string | undefined): Device {
    const { devices } = this.known(userId);
    const device = devices.get(id) ?? { id, displayName, lastSeen: this.clock.now() };
    if (!devices.has(id)) {
      devices.set(id, device);
      this.onDeviceChange(userId, undefined);
    }
    return device;
  }

  deleteDevice(userId: string, deviceId: string): void {
    for (const tokens of [this.tokens, this.refreshTokens]) {
      for (const [token, of] of tokens) if (of.userId === userId && of.deviceId === deviceId) tokens.delete(token);
    }
    if (this.users.get(userId)?.devices.delete(deviceId) === true) this.onDeviceChange(userId, deviceId);
  }

  known(userId: string): Account {
    const account = this.users.get(userId);
    if (account === undefined) throw new MatrixError(404, "M_NOT_FOUND", "User not found");
    return account;
  }

  /** Who a token and the appservice's `user_id`, `device_id` (MSC4326) parameters stand for. */
  requester(token: string | undefined, query: URLSearchParams): Requester {
    if (token === undefined) throw new MatrixError(401, "M_MISSING_TOKEN", "Missing access token");
    const appservice = this.settings.appservices.find((candidate) => candidate.as_token === token);
    if (appservice !== undefined) return this.masquerade(appservice, token, query);
    const known = this.tokens.get(token);
    if (known === undefined)
      throw new MatrixError(401, "M_UNKNOWN_TOKEN", "Invalid access token passed.", { soft_logout: false });
    if (known.expiresAt !== undefined && known.expiresAt <= this.clock.now()) {
      throw new MatrixError(401, "M_UNKNOWN_TOKEN", "Access token has expired", { soft_logout: true });
    }
    return { userId: known.userId, deviceId: known.deviceId, appservice: undefined, token };
  }

  private masquerade(appservice: AppserviceRegistration, token: string, query: URLSearchParams): Requester {
    const bot = this.idOf(appservice.sender_localpart);
    const userId = query.get("user_id") ?? bot;
    if (userId !== bot && !isNamespaced(appservice, userId))
      throw forbidden("Application service cannot masquerade as this user");
    if (!this.users.has(userId)) throw forbidden("Application service has not registered this user");
    const deviceId = query.get("device_id") ?? query.get("org.matrix.msc3202.device_id") ?? undefined;
    if (deviceId !== undefined && this.known(userId).devices.get(deviceId) === undefined) {
      throw new MatrixError(
        400,
        "M_UNKNOWN_DEVICE",
        `Application service trying to use a device that doesn't exist ('${deviceId}' for ${userId})`,
      );
    }
    return { userId, deviceId, appservice, token };
  }

  private tokensFor(userId: string, deviceId: string, refreshable: boolean): Issued {
    const access = `syt_${random(24)}`;
    if (!refreshable) {
      this.tokens.set(access, { userId, deviceId, expiresAt: undefined });
      return { access_token: access };
    }
    const lifetime = this.settings.accessTokenMs;
    this.tokens.set(access, { userId, deviceId, expiresAt: this.clock.now() + lifetime });
    const refresh = `syr_${random(24)}`;
    this.refreshTokens.set(refresh, { userId, deviceId, expiresAt: undefined });
    return { access_token: access, refresh_token: refresh, expires_in_ms: lifetime };
  }
}

export function isNamespaced(appservice: AppserviceRegistration, userId: string): boolean {
  return (appservice.namespaces.users ?? []).some(({ regex }) => new RegExp(`^(?:${regex})`).test(userId));
}

/** The user of a login body, in either of its forms. */
export function loginUser(body: { readonly [key: string]: unknown }): string {
  const identifier = body["identifier"];
  const user =
    typeof identifier === "object" && identifier !== null && "user" in identifier ? identifier.user : body["user"];
  if (typeof user !== "string") throw invalidParam("Missing user");
  return user;
}
