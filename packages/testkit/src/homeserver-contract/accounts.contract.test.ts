import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MatrixHttp, path, type JsonObject, type PlainClient } from "../plain-client/index.ts";
import { PLACES, startPlace, type Place } from "./place.ts";

const DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events";
const PASSWORD = "a password";

describe.each(PLACES)("%s", (kind) => {
  let place: Place;
  let ana: PlainClient;
  let ben: PlainClient;
  let room: string;
  let nobody: MatrixHttp;
  beforeAll(async () => {
    place = await startPlace(kind);
    nobody = new MatrixHttp(place.baseUrl);
    [ana, ben] = await Promise.all([place.person("ana"), place.person("ben")]);
    room = await ana.createRoom({ preset: "public_chat" });
    await ben.join(room);
  });
  afterAll(() => place?.stop());

  test("D3 a token of nobody, none at all, an unknown path and broken JSON each get their own answer", async () => {
    expect(await nobody.call("GET", "/sync")).toMatchObject({ status: 401, body: { errcode: "M_MISSING_TOKEN" } });
    const wrong = new MatrixHttp(place.baseUrl, "wrong");
    expect(await wrong.call("GET", "/sync")).toMatchObject({ status: 401, body: { errcode: "M_UNKNOWN_TOKEN" } });
    expect(await ana.http.call("GET", "/nothing/here")).toMatchObject({
      status: 404,
      body: { errcode: "M_UNRECOGNIZED" },
    });
    const broken = { body: new TextEncoder().encode("{"), contentType: "application/json" };
    expect(await ana.http.call("POST", "/createRoom", broken)).toMatchObject({
      status: 400,
      body: { errcode: "M_NOT_JSON" },
    });
  });

  test("M6 a wrong password is refused; a token can be refreshed, and the old refresh token is spent", async () => {
    const login = (password: string) => {
      const identifier = { type: "m.id.user", user: "ana" };
      return nobody.call("POST", "/login", {
        body: { type: "m.login.password", identifier, password, refresh_token: true },
      });
    };
    expect(await login("wrong")).toMatchObject({ status: 403, body: { errcode: "M_FORBIDDEN" } });
    const { body } = await login(PASSWORD);
    expect(body["expires_in_ms"]).toBeGreaterThan(0);
    const refreshed = await nobody.request("POST", "/refresh", { body: { refresh_token: body["refresh_token"] } });
    const me = await new MatrixHttp(place.baseUrl, String(refreshed["access_token"])).request("GET", "/account/whoami");
    expect(me).toMatchObject({ user_id: ana.userId, device_id: body["device_id"] });
    await new MatrixHttp(place.baseUrl, String(refreshed["access_token"])).request("POST", "/logout", { body: {} });
    const after = await new MatrixHttp(place.baseUrl, String(refreshed["access_token"])).call("GET", "/account/whoami");
    expect(after).toMatchObject({ status: 401, body: { errcode: "M_UNKNOWN_TOKEN" } });
  });

  test("B1 an OpenID token tells a third party who it is, and a made-up one nothing", async () => {
    const issued = await ana.http.request("POST", path`/user/${ana.userId}/openid/request_token`, { body: {} });
    expect(issued).toMatchObject({ token_type: "Bearer", matrix_server_name: place.serverName });
    const ask = (token: string) =>
      nobody.call("GET", "/_matrix/federation/v1/openid/userinfo", { query: { access_token: token } });
    expect(await ask(String(issued["access_token"]))).toMatchObject({ status: 200, body: { sub: ana.userId } });
    expect(await ask("made-up")).toMatchObject({ status: 401, body: { errcode: "M_UNKNOWN_TOKEN" } });
    const forOther = await ana.http.call("POST", path`/user/${ben.userId}/openid/request_token`, { body: {} });
    expect(forOther.status).toBe(403);
  });

  const schedule = (delay: number, content: JsonObject) =>
    ana.http.call("PUT", path`/rooms/${room}/send/m.room.message/${ana.session.nextTransaction()}`, {
      query: { "org.matrix.msc4140.delay": delay },
      body: { msgtype: "m.text", ...content },
    });

  test("S5 a delayed event fires at its time, may be put off, sent at once and cancelled by whoever holds its id", async () => {
    const before = Date.now();
    expect((await schedule(400, { body: "fired" })).status).toBe(200);
    const fired = await ben.message(room, "fired");
    const event = ben.timeline(room).find(({ event_id: id }) => id === fired.eventId);
    expect(Number(event?.origin_server_ts)).toBeGreaterThanOrEqual(before + 350);

    const act = (id: unknown, action: string) =>
      nobody.call("POST", `${DELAYED}/${String(id)}/${action}`, { body: {} });
    const soon = (await schedule(60_000, { body: "sent at once" })).body["delay_id"];
    expect((await act(soon, "restart")).status).toBe(200);
    expect((await act(soon, "send")).status).toBe(200);
    await ben.message(room, "sent at once");
    const never = (await schedule(60_000, { body: "never" })).body["delay_id"];
    expect((await act(never, "cancel")).status).toBe(200);
    expect((await act(never, "cancel")).status).toBe((await act("unknown-id", "cancel")).status);
    expect(ben.messages(room).some(({ body }) => body === "never")).toBe(false);
  });

  test("S5 a delay beyond the announced maximum is refused", async () => {
    const { capabilities } = await ana.http.request<{ readonly capabilities: Readonly<Record<string, JsonObject>> }>(
      "GET",
      "/capabilities",
    );
    const maximum = Number(capabilities["org.matrix.msc4140.delayed_events"]?.["max_delay_ms"]);
    expect(maximum).toBeGreaterThan(0);
    expect((await schedule(maximum + 1, { body: "too late" })).status).toBe(400);
  });

  test("M6 the first cross-signing keys need no password, others in their place do", async () => {
    const eva = await place.person("eva");
    const master = (key: string) => ({
      master_key: { user_id: eva.userId, usage: ["master"], keys: { [`ed25519:${key}`]: key } },
    });
    const upload = (body: JsonObject) => eva.http.call("POST", "/keys/device_signing/upload", { body });
    const key = "A".repeat(43);
    expect((await upload(master(key))).status).toBe(200);
    const second = await upload(master("B".repeat(43)));
    expect(second.status).toBe(401);
    expect(second.body["flows"]).toContainEqual({ stages: ["m.login.password"] });
    const identifier = { type: "m.id.user", user: eva.userId };
    const auth = { type: "m.login.password", identifier, password: PASSWORD, session: second.body["session"] };
    expect((await upload({ ...master("B".repeat(43)), auth })).status).toBe(200);
  });

  test("M6 a backup keeps the better key, counts, and refuses an old version", async () => {
    const create = async () =>
      (
        await ana.http.request("POST", "/room_keys/version", {
          body: { algorithm: "m.x", auth_data: { public_key: "k" } },
        })
      )["version"];
    const version = await create();
    const put = (first_message_index: number, into: unknown) =>
      ana.http.call("PUT", path`/room_keys/keys/${room}/session`, {
        query: { version: String(into) },
        body: { first_message_index, forwarded_count: 0, is_verified: true, session_data: { at: first_message_index } },
      });
    expect((await put(3, version)).body["count"]).toBe(1);
    await put(5, version);
    const kept = await ana.http.request("GET", path`/room_keys/keys/${room}/session`, {
      query: { version: String(version) },
    });
    expect(kept["session_data"]).toEqual({ at: 3 });
    await create();
    expect(await put(1, version)).toMatchObject({
      status: 403,
      body: { errcode: "M_WRONG_ROOM_KEYS_VERSION" },
    });
  });

  test("N2 an own rule set later stands before the others, `before` an unknown rule is refused, a renewed one goes first again", async () => {
    const rule = (id: string) => path`/pushrules/global/override/${id}`;
    const body = { conditions: [], actions: [] };
    const order = async () => {
      const rules = await ana.http.request<{ readonly override: readonly { readonly rule_id: string }[] }>(
        "GET",
        "/pushrules/global/",
      );
      return rules.override.map((known) => known.rule_id).filter((id) => !id.startsWith("."));
    };
    await ana.http.request("PUT", rule("sos"), { body });
    await ana.http.request("PUT", rule("mute"), { body });
    expect(await order()).toEqual(["mute", "sos"]);
    await ana.http.request("PUT", rule("sos"), { body });
    expect(await order()).toEqual(["sos", "mute"]);
    await ana.http.request("PUT", rule("mute"), { body, query: { before: "sos" } });
    expect(await order()).toEqual(["mute", "sos"]);
    expect((await ana.http.call("PUT", rule("sos"), { body, query: { before: "unknown" } })).status).toBe(400);
  });

  test("P6 profile fields are public, settable by oneself alone, and a new name is told in the rooms", async () => {
    const field = path`/profile/${ana.userId}/club.paceline.athlete`;
    await ana.http.request("PUT", field, { body: { "club.paceline.athlete": { sports: ["run"] } } });
    expect(await ben.http.request("GET", field)).toEqual({ "club.paceline.athlete": { sports: ["run"] } });
    expect((await ben.http.call("PUT", field, { body: { "club.paceline.athlete": {} } })).status).toBe(403);
    await ana.http.request("PUT", path`/profile/${ana.userId}/displayname`, {
      body: { displayname: "Ana of the Hills" },
    });
    await ben.until(() => ben.displayName(room, ana.userId) === "Ana of the Hills", "the new name");
  });

  test("M4 files are given to signed-in people alone, as they were", async () => {
    const bytes = new Uint8Array([1, 2, 3, 250]);
    const { content_uri: uri } = await ana.http.request<{ readonly content_uri: string }>(
      "POST",
      "/_matrix/media/v3/upload",
      {
        body: bytes,
        contentType: "image/png",
      },
    );
    const [server = "", id = ""] = uri.replace("mxc://", "").split("/");
    const where = `/_matrix/client/v1/media/download/${server}/${id}`;
    expect(await ben.http.bytes(where)).toEqual(bytes);
    expect((await nobody.call("GET", where)).status).toBe(401);
    expect((await ben.http.call("GET", `${where}x`)).status).toBe(404);
  });

  test("P2 the directory of users finds people of shared rooms; account data is one's own", async () => {
    const found = await ben.http.request("POST", "/user_directory/search", { body: { search_term: "ana" } });
    expect(found["results"]).toContainEqual(expect.objectContaining({ user_id: ana.userId }));
    const where = path`/user/${ana.userId}/account_data/club.paceline.settings`;
    await ana.http.request("PUT", where, { body: { units: "km" } });
    await ana.until(() => ana.session.known.accountData.get("club.paceline.settings"), "the account data");
    expect((await ben.http.call("GET", where)).status).toBe(403);
  });
});
