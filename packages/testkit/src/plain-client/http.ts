import { isObject, textAt, type JsonObject } from "./json.ts";

export type Answer = { readonly status: number; readonly body: JsonObject; readonly headers: Headers };

export type CallOptions = {
  /** JSON value, or bytes together with `contentType`. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly timeoutMs?: number;
};

/** The server said no. `errcode` is the Matrix code, `M_UNKNOWN` where the body named none. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly errcode: string;
  readonly body: JsonObject;

  constructor(what: string, answer: Answer) {
    const errcode = textAt(answer.body, "errcode") ?? "M_UNKNOWN";
    super(`${what}: ${answer.status} ${errcode} ${textAt(answer.body, "error") ?? ""}`.trimEnd());
    this.status = answer.status;
    this.errcode = errcode;
    this.body = answer.body;
  }
}

/** A path whose inserted parts are percent-encoded: ``path`/rooms/${roomId}/send` ``. */
export const path = (parts: TemplateStringsArray, ...values: readonly string[]): string =>
  parts.reduce((done, part, index) => done + encodeURIComponent(values[index - 1] ?? "") + part);

/** One account's raw HTTP to one homeserver. Paths without a prefix are below `/_matrix/client/v3`. */
export class MatrixHttp {
  readonly baseUrl: string;
  token: string | undefined;

  constructor(baseUrl: string, token?: string) {
    this.baseUrl = baseUrl.replace(/\/+$/, "");
    this.token = token;
  }

  /** Whatever the server answers, as a value. Throws only when there is no answer at all. */
  async call(method: string, where: string, options: CallOptions = {}): Promise<Answer> {
    const response = await this.fetch(method, where, options);
    const text = await response.text();
    return { status: response.status, body: parseObject(text), headers: response.headers };
  }

  /** The body of a 2xx answer; everything else throws a `Refusal`. */
  async request<T = JsonObject>(method: string, where: string, options: CallOptions = {}): Promise<T> {
    const answer = await this.call(method, where, options);
    if (answer.status < 200 || answer.status > 299) throw new Refusal(`${method} ${where}`, answer);
    return answer.body as T;
  }

  /** Bytes of an authenticated download. */
  async bytes(where: string): Promise<Uint8Array> {
    const response = await this.fetch("GET", where, {});
    if (!response.ok) {
      throw new Refusal(`GET ${where}`, {
        status: response.status,
        body: parseObject(await response.text()),
        headers: response.headers,
      });
    }
    return new Uint8Array(await response.arrayBuffer());
  }

  private fetch(method: string, where: string, options: CallOptions): Promise<Response> {
    const url = new URL(
      this.baseUrl + (where.startsWith("/_") || where.startsWith("/.") ? where : `/_matrix/client/v3${where}`),
    );
    for (const [key, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) url.searchParams.set(key, String(value));
    }
    const headers: Record<string, string> = {};
    if (this.token !== undefined) headers["Authorization"] = `Bearer ${this.token}`;
    if (options.body !== undefined) headers["Content-Type"] = options.contentType ?? "application/json";
    return fetch(url, {
      method,
      headers,
      signal: AbortSignal.timeout(options.timeoutMs ?? 60_000),
      ...(options.body === undefined
        ? {}
        : { body: options.body instanceof Uint8Array ? new Uint8Array(options.body) : JSON.stringify(options.body) }),
    });
  }
}

function parseObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : { value };
  } catch {
    return { text };
  }
}
