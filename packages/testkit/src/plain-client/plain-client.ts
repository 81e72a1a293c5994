import { CrossSigning } from "./cross-signing.ts";
import { path, type MatrixHttp } from "./http.ts";
import { objectAt, textAt, type JsonObject } from "./json.ts";
import type { RawEvent, Room } from "./room.ts";
import { Session, type SignInOptions } from "./session.ts";
import { readTimeline, shownMessages, type ShownMessage, type TimelineEvent } from "./timeline.ts";

export type Page = { readonly events: number; readonly atStart: boolean };

/**
 * A person with an ordinary Matrix client: raw HTTP and libolm, sharing no code with the product. Nothing happens in
 * the background; `sync` and `until` take the steps. Refusals of the server are thrown as `Refusal`.
 */
export class PlainClient {
  readonly session: Session;
  readonly http: MatrixHttp;
  readonly userId: string;

  private constructor(session: Session) {
    this.session = session;
    this.http = session.http;
    this.userId = session.userId;
  }

  /** Signs in by password, publishes keys, takes the first sync. */
  static async signIn(
    baseUrl: string,
    user: string,
    password: string,
    options: SignInOptions = {},
  ): Promise<PlainClient> {
    const client = new PlainClient(await Session.login(baseUrl, user, password, options));
    await client.sync();
    return client;
  }

  static async withToken(baseUrl: string, token: string, options: SignInOptions = {}): Promise<PlainClient> {
    const client = new PlainClient(await Session.withToken(baseUrl, token, options));
    await client.sync();
    return client;
  }

  sync(waitMs = 0): Promise<void> {
    return this.session.sync(waitMs);
  }

  until<T>(evidence: () => T | undefined | null | false, what?: string, deadlineMs?: number): Promise<T> {
    return this.session.until(evidence, what, deadlineMs);
  }

  /** Makes this account's cross-signing keys and signs this device with them, as a careful person would at first login. */
  setUpCrossSigning(password: string): Promise<CrossSigning> {
    const device = this.session.encryption?.device;
    if (device === undefined) throw new Error("signed in without encryption");
    return CrossSigning.setUp(this.http, device, password);
  }

  async signOut(): Promise<void> {
    await this.http.request("POST", "/logout", { body: {} });
  }

  // What this person sees

  room(roomId: string): Room {
    return this.session.known.room(roomId);
  }

  /** Events oldest first, decrypted where possible. */
  timeline(roomId: string): readonly TimelineEvent[] {
    return readTimeline(this.room(roomId), this.session.encryption);
  }

  /** Messages as an ordinary client shows them: edits and reactions applied, deleted ones gone. */
  messages(roomId: string): readonly ShownMessage[] {
    return shownMessages(this.timeline(roomId));
  }

  /** The newest message with that body, once it is here and readable. */
  message(roomId: string, body: string, deadlineMs?: number): Promise<ShownMessage> {
    return this.until(
      () => this.messages(roomId).findLast((message) => message.body === body),
      `the message "${body}"`,
      deadlineMs,
    );
  }

  /** Loads one page of older messages into the timeline. */
  async loadOlder(roomId: string, limit = 50): Promise<Page> {
    const room = this.room(roomId);
    const answer = await this.http.request<{
      readonly chunk: readonly RawEvent[];
      readonly end?: string;
      readonly state?: readonly RawEvent[];
    }>("GET", path`/rooms/${roomId}/messages`, { query: { dir: "b", limit, from: room.olderToken } });
    room.addOlder(answer.chunk, answer.end);
    return { events: answer.chunk.length, atStart: answer.end === undefined };
  }

  async state(roomId: string, type: string, key = ""): Promise<JsonObject> {
    return this.http.request("GET", path`/rooms/${roomId}/state/${type}/${key}`);
  }

  // What this person does

  say(roomId: string, body: string, more: JsonObject = {}): Promise<string> {
    return this.send(roomId, "m.room.message", { msgtype: "m.text", body, ...more });
  }

  reply(roomId: string, toEventId: string, body: string): Promise<string> {
    return this.say(roomId, body, { "m.relates_to": { "m.in_reply_to": { event_id: toEventId } } });
  }

  edit(roomId: string, eventId: string, body: string): Promise<string> {
    const content = { msgtype: "m.text", body };
    return this.say(roomId, `* ${body}`, {
      "m.new_content": content,
      "m.relates_to": { rel_type: "m.replace", event_id: eventId },
    });
  }

  /** Reactions are always clear, also in encrypted rooms, as other clients send them. */
  react(roomId: string, eventId: string, key: string): Promise<string> {
    return this.sendClear(roomId, "m.reaction", {
      "m.relates_to": { rel_type: "m.annotation", event_id: eventId, key },
    });
  }

  async redact(roomId: string, eventId: string, reason?: string): Promise<string> {
    const transaction = this.session.nextTransaction();
    const answer = await this.http.request<{ readonly event_id: string }>(
      "PUT",
      path`/rooms/${roomId}/redact/${eventId}/${transaction}`,
      {
        body: reason === undefined ? {} : { reason },
      },
    );
    return answer.event_id;
  }

  /** Sends any event: encrypted where the room is, for everybody who has joined by now. */
  async send(roomId: string, type: string, content: JsonObject): Promise<string> {
    await this.sync();
    const room = this.room(roomId);
    if (room.state("m.room.encryption") === undefined) return this.sendClear(roomId, type, content);
    const encryption = this.session.encryption;
    if (encryption === undefined) throw new Error("signed in without encryption");
    return this.sendClear(roomId, "m.room.encrypted", await encryption.encrypt(room, type, content));
  }

  /** Sends as is. A transaction id given twice makes one event. */
  async sendClear(
    roomId: string,
    type: string,
    content: JsonObject,
    transaction = this.session.nextTransaction(),
  ): Promise<string> {
    const where = path`/rooms/${roomId}/send/${type}/${transaction}`;
    return (await this.http.request<{ readonly event_id: string }>("PUT", where, { body: content })).event_id;
  }

  async setState(roomId: string, type: string, content: JsonObject, key = ""): Promise<string> {
    const where = path`/rooms/${roomId}/state/${type}/${key}`;
    return (await this.http.request<{ readonly event_id: string }>("PUT", where, { body: content })).event_id;
  }

  async createRoom(options: JsonObject = {}): Promise<string> {
    return (await this.http.request<{ readonly room_id: string }>("POST", "/createRoom", { body: options })).room_id;
  }

  /** Joins and waits until the join came down the sync, so that members and keys are known. `via` for rooms of other servers. */
  async join(roomIdOrAlias: string, via?: string): Promise<string> {
    const where = path`/join/${roomIdOrAlias}` + (via === undefined ? "" : `?via=${encodeURIComponent(via)}`);
    const answer = await this.http.request<{ readonly room_id: string }>("POST", where, { body: {} });
    await this.until(() => this.room(answer.room_id).membership === "join", "its own join");
    return answer.room_id;
  }

  async knock(roomId: string, reason?: string, via?: string): Promise<void> {
    const where = path`/knock/${roomId}` + (via === undefined ? "" : `?via=${encodeURIComponent(via)}`);
    await this.http.request("POST", where, { body: reason === undefined ? {} : { reason } });
  }

  async invite(roomId: string, userId: string, reason?: string): Promise<void> {
    await this.http.request("POST", path`/rooms/${roomId}/invite`, {
      body: { user_id: userId, ...(reason === undefined ? {} : { reason }) },
    });
  }

  /** Leaves, declines an invitation or takes a knock back. */
  async leave(roomId: string): Promise<void> {
    await this.http.request("POST", path`/rooms/${roomId}/leave`, { body: {} });
  }

  async kick(roomId: string, userId: string, reason?: string): Promise<void> {
    await this.http.request("POST", path`/rooms/${roomId}/kick`, {
      body: { user_id: userId, ...(reason === undefined ? {} : { reason }) },
    });
  }

  async ban(roomId: string, userId: string): Promise<void> {
    await this.http.request("POST", path`/rooms/${roomId}/ban`, { body: { user_id: userId } });
  }

  async read(roomId: string, eventId: string, type: "m.read" | "m.read.private" = "m.read"): Promise<void> {
    await this.http.request("POST", path`/rooms/${roomId}/receipt/${type}/${eventId}`, { body: {} });
  }

  async type(roomId: string, typing: boolean, timeoutMs = 10_000): Promise<void> {
    const where = path`/rooms/${roomId}/typing/${this.userId}`;
    await this.http.request("PUT", where, { body: typing ? { typing, timeout: timeoutMs } : { typing } });
  }

  /** The display name that a person has in a room. */
  displayName(roomId: string, userId: string): string | undefined {
    return textAt(objectAt(this.room(roomId).state("m.room.member", userId)?.content), "displayname");
  }
}
