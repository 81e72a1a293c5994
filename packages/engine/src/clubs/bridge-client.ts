import { failed, ok } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Role } from "@paceline/protocol/events";
import {
  ClubAnswer,
  ClubChannelAnswer,
  Problem,
  SessionAnswer,
  TimerAnswer,
  TrackerAnswer,
  WaysOutAnswer,
} from "@paceline/protocol/http";
import type {
  CreateChannelRequest,
  CreateClubRequest,
  MailWayOutRequest,
  ProblemCode,
  PushWayOutRequest,
  TimerRequest,
  TrackerRequest,
} from "@paceline/protocol/http";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Answer } from "../commands/handlers.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";

const CODES: Readonly<Record<ProblemCode, EngineFailureCode>> = {
  BAD_REQUEST: "invalid-input",
  UNAUTHENTICATED: "bridge-unavailable",
  FORBIDDEN: "forbidden",
  NOT_FOUND: "not-found",
  CONFLICT: "bridge-unavailable",
  IDEMPOTENCY_MISMATCH: "internal",
  REPLAYED: "internal",
  E2EE_ROOM: "unsupported",
  TOO_LARGE: "too-large",
  RATE_LIMITED: "rate-limited",
  USE_MATRIX: "unsupported",
  SERVER_NOT_ALLOWED: "forbidden",
  HOMESERVER_UNAVAILABLE: "bridge-unavailable",
  INTERNAL: "bridge-unavailable",
};
const TIMEOUT_MS = 60_000;
/** A session is given up this long before its end. */
const EARLY_MS = 60_000;

export type BridgeParts = {
  readonly baseUrl: string;
  readonly me: UserId;
  readonly http: Http;
  readonly fetch: typeof fetch;
  readonly now: () => number;
};

/** The server's Paceline bridge. Its session comes from a Matrix OpenID token, so the homeserver's token never goes there. */
export class BridgeClient {
  readonly #parts: BridgeParts;
  #session: { token: string; endsAt: number } | undefined;

  constructor(parts: BridgeParts) {
    this.#parts = parts;
  }

  /** `key` names the wish: the same key finishes the same club. */
  async createClub(wish: CreateClubRequest, key: string): Answer<ClubAnswer> {
    const answer = await this.#ask("POST", "/api/v1/clubs", wish, key);
    return answer.ok ? read(ClubAnswer.safeParse(answer.value)) : answer;
  }

  async createChannel(space: RoomId, wish: CreateChannelRequest, key: string): Answer<ClubChannelAnswer> {
    const answer = await this.#ask("POST", `/api/v1/clubs${path(space, "channels")}`, wish, key);
    return answer.ok ? read(ClubChannelAnswer.safeParse(answer.value)) : answer;
  }

  async setRole(space: RoomId, user: UserId, role: Role): Answer<null> {
    const answer = await this.#ask("PUT", `/api/v1/clubs${path(space, "roles", user)}`, { role });
    return answer.ok ? ok(null) : answer;
  }

  /** Arms the bridge's own timer, or moves it. */
  async putTimer(id: string, wish: TimerRequest): Answer<TimerAnswer> {
    const answer = await this.#ask("PUT", `/api/v1/safety/timers${path(id)}`, wish);
    return answer.ok ? read(TimerAnswer.safeParse(answer.value)) : answer;
  }

  async endTimer(id: string): Answer<null> {
    const answer = await this.#ask("DELETE", `/api/v1/safety/timers${path(id)}`, undefined);
    return answer.ok ? ok(null) : answer;
  }

  /** A new address for a tracker; the one before ends. */
  async makeTracker(wish: TrackerRequest): Answer<TrackerAnswer> {
    const answer = await this.#ask("POST", "/api/v1/safety/trackers", wish);
    return answer.ok ? read(TrackerAnswer.safeParse(answer.value)) : answer;
  }

  async endTracker(id: string): Answer<null> {
    const answer = await this.#ask("DELETE", `/api/v1/safety/trackers${path(id)}`, undefined);
    return answer.ok ? ok(null) : answer;
  }

  async waysOut(): Answer<WaysOutAnswer> {
    const answer = await this.#ask("GET", "/api/v1/safety/ways-out", undefined);
    return answer.ok ? read(WaysOutAnswer.safeParse(answer.value)) : answer;
  }

  /** `undefined` takes it back. */
  async setWayOut(which: "push" | "mail", wish: PushWayOutRequest | MailWayOutRequest | undefined): Answer<null> {
    const method = wish === undefined ? "DELETE" : "PUT";
    const answer = await this.#ask(method, `/api/v1/safety/ways-out/${which}`, wish);
    return answer.ok ? ok(null) : answer;
  }

  async #ask(method: string, where: string, body: unknown, key?: string): Answer<unknown> {
    const token = await this.#token();
    if (!token.ok) return token;
    const idempotency = key === undefined ? {} : { "idempotency-key": key };
    return this.#send(method, where, body, { authorization: `Bearer ${token.value}`, ...idempotency });
  }

  async #token(): Answer<string> {
    const { me, http, now } = this.#parts;
    if (this.#session !== undefined && this.#session.endsAt > now() + EARLY_MS) return ok(this.#session.token);
    const openid = await http
      .call("POST", path("user", me, "openid", "request_token"), { body: {} })
      .catch(() => undefined);
    if (openid === undefined) return failed("server-unreachable", "later");
    const answer = await this.#send("POST", "/api/v1/auth/openid", openid, {});
    if (!answer.ok) return answer;
    const session = SessionAnswer.safeParse(answer.value);
    if (!session.success) return failed("bridge-unavailable", "later", "session answer of another shape");
    this.#session = { token: session.data.token, endsAt: Date.parse(session.data.expires_at) };
    return ok(session.data.token);
  }

  async #send(method: string, where: string, body: unknown, headers: Record<string, string>): Answer<unknown> {
    const { baseUrl, fetch } = this.#parts;
    try {
      const answer = await fetch(`${baseUrl}${where}`, {
        method,
        credentials: "omit",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const content: unknown = await answer.json().catch(() => null);
      if (answer.ok) return ok(content);
      if (answer.status === 401) this.#session = undefined;
      const problem = Problem.safeParse(content);
      const code = problem.success ? CODES[problem.data.code] : "bridge-unavailable";
      return failed(code, answer.status >= 500 || answer.status === 429 ? "later" : "never", `HTTP ${answer.status}`);
    } catch {
      return failed("bridge-unavailable", "later");
    }
  }
}

const read = <T>(parsed: { success: true; data: T } | { success: false }) =>
  parsed.success ? ok(parsed.data) : failed("bridge-unavailable", "later", "answer of another shape");
