import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { path, type PlainClient } from "../plain-client/index.ts";
import { startAppserviceEar, type AppserviceEar, type Heard } from "./appservice-ear.ts";
import { HS_TOKEN, PLACES, startPlace, type Place } from "./place.ts";
import { soon } from "./soon.ts";

describe.each(PLACES)("%s", (kind) => {
  let ear: AppserviceEar;
  /** Of an appservice that nobody pings. */
  let other: AppserviceEar;
  let place: Place;
  let ana: PlainClient;
  let room: string;
  beforeAll(async () => {
    ear = await startAppserviceEar();
    other = await startAppserviceEar();
    place = await startPlace(kind, { appserviceUrl: ear.url, otherAppserviceUrl: other.url });
    ana = await place.person("ana");
    room = await ana.createRoom({ preset: "public_chat" });
    await ana.invite(room, place.botId);
    await place.bot.request("POST", path`/join/${room}`, { body: {} });
  });
  afterAll(async () => {
    await place?.stop();
    await ear?.stop();
    await other?.stop();
  });

  const includes = (events: Heard["events"], eventId: string): boolean =>
    events.some((event) => event.event_id === eventId);
  const pushOf = (eventId: string, answered = 200): Heard | undefined =>
    ear.heard.find((heard) => heard.answered === answered && includes(heard.events, eventId));
  const refusals = ({ heard }: AppserviceEar, eventId: string): readonly Heard[] =>
    heard.filter(({ answered, events }) => answered === 500 && includes(events, eventId));
  const accepted = ({ heard } = ear): readonly string[] =>
    heard.filter(({ answered }) => answered === 200).flatMap(({ events }) => events.map((event) => event.event_id));
  const ping = () =>
    place.bot.call("POST", "/_matrix/client/v1/appservice/paceline/ping", { body: { transaction_id: "p1" } });
  const ghost = async (name: string): Promise<string> => {
    const body = { type: "m.login.application_service", username: name, inhibit_login: true };
    return (await place.bot.request<{ readonly user_id: string }>("POST", "/register", { body })).user_id;
  };

  test("B1 pushes carry the server's token as bearer, whole events, and the invitation of the bot with the room's state", async () => {
    const said = await ana.say(room, "hello bridge");
    const push = await soon(() => pushOf(said), "the push");
    expect(push.authorization).toBe(`Bearer ${HS_TOKEN}`);
    expect(push.events.find((event) => event.event_id === said)).toMatchObject({
      room_id: room,
      sender: ana.userId,
      type: "m.room.message",
    });
    const invited = ear.heard.flatMap(({ events }) => events).find((event) => event.state_key === place.botId);
    expect(invited?.unsigned?.["invite_room_state"]).toContainEqual(expect.objectContaining({ type: "m.room.create" }));
  });

  test("B1 events arrive in the order of the room, each once", async () => {
    const sent: string[] = [];
    for (let index = 0; index < 30; index += 1)
      sent.push(await ana.sendClear(room, "m.room.message", { msgtype: "m.text", body: `n${index}` }));
    await soon(() => pushOf(sent.at(-1) ?? ""), "the last push");
    expect(accepted().filter((id) => sent.includes(id))).toEqual(sent);
  });

  test("B1 typing and public receipts come once, under the stable key; private receipts do not come", async () => {
    const said = await ana.say(room, "read me");
    await ana.read(room, said, "m.read.private");
    await ana.type(room, true);
    await ana.read(room, said);
    const told = (): readonly { readonly type: string; readonly content: object }[] =>
      ear.heard.flatMap(({ body }) => (body["ephemeral"] ?? []) as { type: string; content: object }[]);
    await soon(() => told().some(({ type }) => type === "m.typing") || undefined, "typing");
    await soon(
      () => told().some(({ type, content }) => type === "m.receipt" && said in content) || undefined,
      "the receipt",
    );
    // Left to itself it would end, and that be pushed, in the middle of a later test.
    await ana.type(room, false);
    const over = () => told().some(({ content }) => "user_ids" in content && JSON.stringify(content.user_ids) === "[]");
    await soon(() => over() || undefined, "the end of typing");
    expect(JSON.stringify(told())).not.toContain("m.read.private");
    expect(ear.heard.some(({ body }) => "de.sorunome.msc2409.ephemeral" in body)).toBe(false);
  });

  test("B1 a refused transaction comes again under its id after 2 s, before what came later, without its ephemeral part", async () => {
    const read = await ana.say(room, "read while the bridge is away");
    await soon(() => pushOf(read), "the push");
    ear.deaf = true;
    const mark = ear.heard.length;
    await ana.read(room, read);
    const refused = await soon(() => ear.heard[mark], "the refused push");
    expect(JSON.stringify(refused.body["ephemeral"])).toContain(read);
    const first = await ana.say(room, "while you were away");
    const second = await ana.say(room, "and more");
    ear.deaf = false;
    await soon(() => pushOf(second), "what came later");
    const again = ear.heard.find(({ id, answered }) => id === refused.id && answered === 200);
    expect((again?.at ?? 0) - refused.at).toBeGreaterThan(1500);
    expect(ear.heard.slice(mark + 1).flatMap(({ body }) => body["ephemeral"] ?? [])).toEqual([]);
    expect(accepted().filter((id) => id === first || id === second)).toEqual([first, second]);
  });

  test("B1 a ping reaches the appservice and brings what waits before any attempt that was due earlier", async () => {
    const elsewhere = await ana.createRoom({ preset: "public_chat" });
    await ana.invite(elsewhere, place.otherBotId);
    await place.otherBot.request("POST", path`/join/${elsewhere}`, { body: {} });
    const before = await ana.say(elsewhere, "before");
    await soon(() => accepted(other).find((id) => id === before), "the other's push");
    // The other appservice fails first and falls one attempt back, so its next attempt is due two seconds before ours at any moment from here on.
    other.deaf = true;
    ear.deaf = true;
    const due = await ana.say(elsewhere, "due earlier");
    await soon(() => refusals(other, due)[1], "the other's second refusal");
    const said = await ana.say(room, "waiting");
    await soon(() => refusals(ear, said)[2], "our third refusal");
    other.deaf = false;
    ear.deaf = false;
    // The server knows of the failure a moment after the appservice: a ping in between finds nothing to hurry. One that meets a connection
    // the appservice has just closed is answered 502 and is simply sent again.
    const answers: Awaited<ReturnType<typeof ping>>[] = [];
    while (pushOf(said) === undefined) answers.push(await ping());
    expect(accepted(other)).not.toContain(due);
    await soon(
      () => other.heard.find(({ answered, events }) => answered === 200 && includes(events, due)),
      "the other's",
    );
    const reached = answers.filter(({ status }) => status === 200);
    expect(reached).not.toHaveLength(0);
    for (const { body } of reached) expect(body["duration_ms"]).toBeGreaterThanOrEqual(0);
    expect(ear.pings).toContain("p1");
    expect(other.pings).toEqual([]);
  });

  test("B6 ghosts are registered once, act through the bot's token, and take their own names", async () => {
    const runner = await ghost("paceline_runner");
    const again = place.bot.call("POST", "/register", {
      body: { type: "m.login.application_service", username: "paceline_runner", inhibit_login: true },
    });
    expect(await again).toMatchObject({ status: 400, body: { errcode: "M_USER_IN_USE" } });
    const as = { user_id: runner };
    await place.bot.request("PUT", path`/profile/${runner}/displayname`, {
      query: as,
      body: { displayname: "Runner" },
    });
    await place.bot.request("POST", path`/join/${room}`, { query: as, body: {} });
    await ana.until(() => ana.displayName(room, runner) === "Runner", "the ghost with its name");
    const stranger = await place.bot.call("GET", "/account/whoami", { query: { user_id: ana.userId } });
    expect(stranger.status).toBe(403);
  });

  const asGhost = async (userId: string, transaction: string, device?: string) => {
    const where = path`/rooms/${room}/send/m.room.message/${transaction}`;
    const query = { user_id: userId, device_id: device };
    const body = { msgtype: "m.text", body: "from a ghost" };
    return String((await place.bot.request("PUT", where, { query, body }))["event_id"]);
  };

  test("B1 one transaction id of two ghosts in one room makes one event", async () => {
    const [one, two] = [await ghost("paceline_one"), await ghost("paceline_two")];
    for (const user_id of [one, two]) {
      await place.bot.request("POST", path`/join/${room}`, { query: { user_id }, body: {} });
    }
    expect(await asGhost(two, "same")).toBe(await asGhost(one, "same"));
  });

  test("B1 after a restart a ghost's device still owns its transaction ids, and pushes begin again at 1", async () => {
    const maker = await ghost("paceline_maker");
    await place.bot.request("POST", path`/join/${room}`, { query: { user_id: maker }, body: {} });
    await place.bot.request("PUT", "/devices/BRIDGE", { query: { user_id: maker }, body: {} });
    const durable = await asGhost(maker, "durable", "BRIDGE");
    await soon(() => pushOf(durable), "the push");
    await ana.createRoom({}); // time for the server to write down that the push was taken
    const before = new Map(ear.heard.map(({ id, events }) => [id, events.map((event) => event.event_id)]));
    const mark = ear.heard.length;
    await place.restart();
    expect(await asGhost(maker, "durable", "BRIDGE")).toBe(durable);
    const said = await ana.say(room, "after the restart");
    await soon(() => pushOf(said), "the push");
    const after = ear.heard.slice(mark);
    expect(after[0]?.id).toBe("1");
    expect(before.has("1")).toBe(true);
    expect(before.get("1")).not.toEqual(after[0]?.events.map((event) => event.event_id));
  });

  // Whoever must lose nothing therefore reads the rooms again after the homeserver was away.
  test("B1 a crash of the server holds a cut push back until the appservice fails once; what waited behind it may be lost", async () => {
    ear.mute = true;
    const cut = await ana.say(room, "cut");
    await soon(() => pushOf(cut, 0), "the push without an answer");
    const behind = await ana.say(room, "behind");
    await place.crash();
    ear.mute = false;
    const next = await ana.say(room, "next");
    await soon(() => pushOf(next), "the newer event");
    expect(pushOf(cut)).toBeUndefined();
    ear.deaf = true;
    const refused = await ana.say(room, "refused");
    await soon(() => pushOf(refused, 500), "a refused push");
    ear.deaf = false;
    await soon(() => pushOf(refused), "the refused event");
    expect(accepted().filter((id) => [cut, next, refused].includes(id))).toEqual([next, cut, refused]);
    const where = path`/rooms/${room}/messages`;
    const page = await place.bot.request<{ readonly chunk: readonly { readonly event_id: string }[] }>("GET", where, {
      query: { dir: "b" },
    });
    expect(page.chunk.map((event) => event.event_id)).toEqual(expect.arrayContaining([cut, behind, next, refused]));
  });

  test("B1 the bot's own sync is answered with an error, by design", async () => {
    expect((await place.bot.call("GET", "/sync")).status).toBe(500);
  });
});
