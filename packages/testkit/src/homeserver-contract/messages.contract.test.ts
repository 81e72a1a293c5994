import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { path, type JsonObject, type PlainClient, type RawEvent } from "../plain-client/index.ts";
import { INVITE_BURST, PLACES, startPlace, type Place } from "./place.ts";

type Page = { readonly chunk: readonly RawEvent[]; readonly start: string; readonly end?: string };

describe.each(PLACES)("%s", (kind) => {
  let place: Place;
  let ana: PlainClient;
  let ben: PlainClient;
  let room: string;
  beforeAll(async () => {
    place = await startPlace(kind);
    [ana, ben] = await Promise.all([place.person("ana"), place.person("ben")]);
    room = await ana.createRoom({ preset: "public_chat" });
    await ben.join(room);
  });
  afterAll(() => place?.stop());

  const text = (body: string): JsonObject => ({ msgtype: "m.text", body });
  const put = (client: PlainClient, type: string, content: JsonObject, transaction: string) =>
    client.http.call("PUT", path`/rooms/${room}/send/${type}/${transaction}`, { body: content });

  test("M11 one transaction id makes one event: again, under another type, with a new token of the same device", async () => {
    const first = await put(ana, "m.room.message", text("once"), "t1");
    expect(await put(ana, "m.room.message", text("once"), "t1")).toMatchObject({ status: 200, body: first.body });
    expect(await put(ana, "x.other", text("re-encrypted"), "t1")).toMatchObject({ status: 200, body: first.body });
    const again = await place.signIn("ana", "ANA1");
    expect(await put(again, "m.room.message", text("once"), "t1")).toMatchObject({ status: 200, body: first.body });
    ana.http.token = again.http.token;
    const other = await place.signIn("ana", "ANA2");
    expect((await put(other, "m.room.message", text("once"), "t1")).body).not.toEqual(first.body);
    await ben.until(
      () => ben.messages(room).filter(({ body }) => body === "once").length === 2,
      "two events, not five",
    );
  });

  test("M8 the echo names its transaction to the device that sent it, and to no other", async () => {
    const id = await ana.sendClear(room, "m.room.message", text("echo"), "t-echo");
    const seenBy = (client: PlainClient) =>
      client.until(() => client.timeline(room).find((event) => event.event_id === id), "the echo");
    expect((await seenBy(ana)).unsigned?.["transaction_id"]).toBe("t-echo");
    expect((await seenBy(ben)).unsigned).not.toHaveProperty("transaction_id");
  });

  test("M2 a sync that cannot hold everything says so, and the gap can be filled without a hole", async () => {
    const quiet = await place.person("quiet");
    await quiet.join(room);
    const known = quiet.timeline(room).length;
    const sent: string[] = [];
    for (let index = 0; index < 130; index += 1)
      sent.push(await ana.sendClear(room, "m.room.message", text(`n${index}`)));
    await quiet.until(() => quiet.timeline(room).at(-1)?.event_id === sent.at(-1), "the newest message");
    expect(quiet.room(room).gaps).toHaveLength(1);
    const [gap] = quiet.room(room).gaps;
    const seen = new Set(
      quiet
        .timeline(room)
        .slice(known)
        .map((event) => event.event_id),
    );
    const missing: string[] = [];
    let from: string | undefined = gap?.prevBatch;
    while (from !== undefined && !missing.includes(sent[0] ?? "")) {
      const page: Page = await quiet.http.request("GET", path`/rooms/${room}/messages`, {
        query: { dir: "b", from, limit: 20 },
      });
      missing.push(...page.chunk.map((event) => event.event_id));
      from = page.end;
    }
    for (const id of sent) expect(seen.has(id) !== missing.includes(id)).toBe(true);
  });

  test("M2 history pages to its start without gap or repeat, and then has no end token", async () => {
    const fresh = await ana.createRoom({});
    const sent: string[] = [];
    for (let index = 0; index < 12; index += 1)
      sent.push(await ana.sendClear(fresh, "m.room.message", text(`n${index}`)));
    const found: string[] = [];
    let query: Record<string, string | number> = { dir: "b", limit: 5 };
    for (;;) {
      const page = await ana.http.request<Page>("GET", path`/rooms/${fresh}/messages`, { query });
      found.push(...page.chunk.filter((event) => event.type === "m.room.message").map((event) => event.event_id));
      if (page.end === undefined) break;
      query = { dir: "b", limit: 5, from: page.end };
    }
    expect(found).toEqual(sent.toReversed());
  });

  test("M1 an event beyond 65,536 bytes is too large, one of 60 KiB is not; numbers with a fraction are bad JSON", async () => {
    expect((await put(ana, "m.room.message", text("x".repeat(60 * 1024)), "t-big")).status).toBe(200);
    const tooLarge = await put(ana, "m.room.message", text("x".repeat(65_536)), "t-bigger");
    expect(tooLarge).toMatchObject({ status: 413, body: { errcode: "M_TOO_LARGE" } });
    const fraction = await put(ana, "x.position", { lat: 52.5 }, "t-fraction");
    expect(fraction).toMatchObject({ status: 400, body: { errcode: "M_BAD_JSON" } });
    expect((await put(ana, "x".repeat(256), {}, "t-type")).status).toBe(413);
  });

  test("M1 a limit answers 429 with the time to wait, in the body and in the header", async () => {
    const flo = await place.person("flo");
    const own = await flo.createRoom({});
    const answers = [];
    for (let index = 0; index <= INVITE_BURST; index += 1) {
      const body = { user_id: `@guest${index}:${place.serverName}` };
      answers.push(await flo.http.call("POST", path`/rooms/${own}/invite`, { body }));
    }
    expect(answers.slice(0, -1).map(({ status }) => status)).not.toContain(429);
    const last = answers.at(-1);
    expect(last).toMatchObject({ status: 429, body: { errcode: "M_LIMIT_EXCEEDED" } });
    const wait = last?.body["retry_after_ms"];
    expect(wait).toBeGreaterThan(0);
    expect(Number(last?.headers.get("retry-after"))).toBe(Math.ceil(Number(wait) / 1000));
  });

  test("E2 the same reaction twice is refused; after a redaction it may come again; relations list what stands", async () => {
    const card = await ana.say(room, "Sunday ride");
    const yes = await ben.react(room, card, "✅");
    await expect(ben.react(room, card, "✅")).rejects.toMatchObject({ status: 400, errcode: "M_DUPLICATE_ANNOTATION" });
    await ben.redact(room, yes);
    const second = await ben.react(room, card, "✅");
    const where = `/_matrix/client/v1${path`/rooms/${room}/relations/${card}/m.annotation`}`;
    const standing = await ana.http.request<Page>("GET", where);
    expect(standing.chunk.map((event) => event.event_id)).toEqual([second]);
  });

  test("M9 a redacted event keeps its place, loses its content and names its redaction", async () => {
    const said = await ana.say(room, "oops");
    const redaction = await ana.redact(room, said, "typo");
    const event = await ben.http.request<RawEvent>("GET", path`/rooms/${room}/event/${said}`);
    expect(event.content).toEqual({});
    expect(event.unsigned?.["redacted_because"]).toMatchObject({
      event_id: redaction,
      content: { redacts: said, reason: "typo" },
    });
  });

  test("M9 an edit comes bundled with its event; references come as a list of ids", async () => {
    const card = await ana.say(room, "ride at 9");
    const edit = await ana.edit(room, card, "ride at 10");
    const answer = await ben.send(room, "club.paceline.rsvp", {
      "m.relates_to": { rel_type: "m.reference", event_id: card },
    });
    const event = await ben.http.request<RawEvent>("GET", path`/rooms/${room}/event/${card}`);
    expect(event.content["body"]).toBe("ride at 9");
    expect(event.unsigned?.["m.relations"]).toMatchObject({
      "m.replace": { event_id: edit },
      "m.reference": { chunk: [{ event_id: answer }] },
    });
  });

  test("M7 typing and public receipts are seen by others, private receipts by oneself alone", async () => {
    const said = await ana.say(room, "read this");
    await ben.type(room, true);
    await ana.until(() => ana.room(room).typing.includes(ben.userId), "ben typing");
    await ben.type(room, false);
    await ana.until(() => ana.room(room).typing.length === 0, "ben not typing");
    await ben.read(room, said, "m.read.private");
    await ben.until(
      () => ben.room(room).receipts.get(ben.userId)?.get("m.read.private") === said,
      "the own private receipt",
    );
    await ben.read(room, said);
    await ana.until(() => ana.room(room).receipts.get(ben.userId)?.get("m.read") === said, "the public receipt");
    expect(ana.room(room).receipts.get(ben.userId)?.has("m.read.private")).toBe(false);
  });

  test("M10 unread counts rise with messages of others and fall with the own receipt", async () => {
    const [base] = [await ana.say(room, "from here")];
    await ben.read(room, base);
    await ana.say(room, "one");
    const last = await ana.say(room, "two for ben", { "m.mentions": { user_ids: [ben.userId] } });
    await ben.until(() => ben.room(room).unread.notifications === 2, "two unread");
    expect(ben.room(room).unread.highlights).toBe(1);
    await ben.read(room, last);
    await ben.until(() => ben.room(room).unread.notifications === 0, "none unread");
  });

  test("M2 history that is shared is readable to a newcomer; where only the joined may read, it is not", async () => {
    const later = await place.person("later");
    const visible = async (visibility: string): Promise<boolean> => {
      const initial = [
        { type: "m.room.history_visibility", state_key: "", content: { history_visibility: visibility } },
      ];
      const made = await ana.createRoom({ preset: "public_chat", initial_state: initial });
      const early = await ana.sendClear(made, "m.room.message", text("before"));
      await later.join(made);
      const page = await later.http.request<Page>("GET", path`/rooms/${made}/messages`, {
        query: { dir: "b", limit: 50 },
      });
      return page.chunk.some((event) => event.event_id === early);
    };
    expect(await visible("shared")).toBe(true);
    expect(await visible("joined")).toBe(false);
  });
});
