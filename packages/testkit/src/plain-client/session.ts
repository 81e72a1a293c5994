import { Encryption } from "./encryption.ts";
import { MatrixHttp } from "./http.ts";
import type { JsonObject } from "./json.ts";
import { SyncState } from "./sync.ts";

export type SignInOptions = {
  /** Sign in again as a device that exists; a fresh one otherwise. */
  readonly deviceId?: string;
  /** What the account's list of devices calls it. */
  readonly deviceName?: string;
  /** `false` for a client that only uses clear rooms: no keys are made or uploaded. */
  readonly encryption?: boolean;
};

type LoginAnswer = { readonly user_id: string; readonly device_id: string; readonly access_token: string };

/** A signed-in device: its HTTP, what it knows, its keys. Nothing runs by itself; every step is asked for. */
export class Session {
  readonly http: MatrixHttp;
  readonly userId: string;
  readonly deviceId: string;
  readonly known = new SyncState();
  readonly encryption: Encryption | undefined;
  private transactions = 0;

  private constructor(http: MatrixHttp, userId: string, deviceId: string, encryption: Encryption | undefined) {
    this.http = http;
    this.userId = userId;
    this.deviceId = deviceId;
    this.encryption = encryption;
  }

  static async login(baseUrl: string, user: string, password: string, options: SignInOptions): Promise<Session> {
    const http = new MatrixHttp(baseUrl);
    const login: JsonObject = {
      type: "m.login.password",
      identifier: { type: "m.id.user", user },
      password,
      initial_device_display_name: options.deviceName ?? "Plain client",
      ...(options.deviceId === undefined ? {} : { device_id: options.deviceId }),
    };
    return Session.from(http, await http.request<LoginAnswer>("POST", "/login", { body: login }), options);
  }

  /** For an access token that a test got otherwise. */
  static async withToken(baseUrl: string, token: string, options: SignInOptions): Promise<Session> {
    const http = new MatrixHttp(baseUrl, token);
    const who = await http.request<{ readonly user_id: string; readonly device_id?: string }>("GET", "/account/whoami");
    return Session.from(http, { user_id: who.user_id, device_id: who.device_id ?? "", access_token: token }, options);
  }

  private static async from(http: MatrixHttp, login: LoginAnswer, options: SignInOptions): Promise<Session> {
    http.token = login.access_token;
    const encrypted = options.encryption !== false;
    const encryption = encrypted ? await Encryption.start(http, login.user_id, login.device_id) : undefined;
    return new Session(http, login.user_id, login.device_id, encryption);
  }

  /** One sync step; keys that came with it open what they can before the call returns. */
  async sync(waitMs = 0): Promise<void> {
    const answer = await this.known.step(this.http, waitMs);
    await this.encryption?.ingest(answer);
  }

  /**
   * Syncs until `evidence` gives something other than `undefined`, `null` or `false`, and answers it. Throws after
   * `deadlineMs` with the words of `what`.
   */
  async until<T>(
    evidence: () => T | undefined | null | false,
    what = "the expected evidence",
    deadlineMs = 60_000,
  ): Promise<T> {
    const deadline = Date.now() + deadlineMs;
    for (;;) {
      const found = evidence();
      if (found !== undefined && found !== null && found !== false) return found;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`${this.userId} waited ${deadlineMs} ms in vain for ${what}`);
      await this.sync(Math.min(left, 5_000));
    }
  }

  /** Unique over devices, so that two clients of one account never share a transaction. */
  nextTransaction(): string {
    this.transactions += 1;
    return `plain-${this.deviceId}-${Date.now()}-${this.transactions}`;
  }
}
