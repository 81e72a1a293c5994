import { expect, onTestFinished, test, vi } from "vitest";
import type { RoomId } from "@paceline/protocol";
import { path, PlainClient } from "@paceline/testkit/plain-client";
import { PASSWORD, peopleOnSynapse } from "../testing/people.ts";
import type { EnginePerson } from "../testing/people.ts";

const people = peopleOnSynapse();
const patient = { timeout: 40_000, interval: 100 };
const BELL = "club.paceline.sos_bell";
const RULE = "club.paceline.sos";

type Notice = { readonly event: { readonly event_id: string; readonly type: string }; readonly actions: unknown[] };

type Rules = { readonly override: readonly { readonly rule_id: string }[] };
/** A person's own rules, the first that fits decides. */
const ownOf = ({ override }: Rules): readonly string[] =>
  override.map(({ rule_id: id }) => id).filter((id) => !id.startsWith("."));

/** A network that sees in which order each sync brought a person's own rules, where it brought any. */
function watching() {
  const brought: (readonly string[])[] = [];
  const watched: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (!new URL(new Request(input).url).pathname.endsWith("/sync")) return answer;
    const { account_data: data } = (await answer.clone().json()) as {
      readonly account_data?: { readonly events: readonly { readonly type: string; readonly content: object }[] };
    };
    const rules = data?.events.find(({ type }) => type === "m.push_rules");
    if (rules !== undefined) brought.push(ownOf((rules.content as { readonly global: Rules }).global));
    return answer;
  };
  return { fetch: watched, brought };
}

/** Ana's circle with Ben in it, and Ben's account as his other client and the server see it. */
async function circle() {
  const network = watching();
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.engine("Ben", { fetch: network.fetch })]);
  const { roomId: room } = await ana.must("inviteContact", { userId: ben.id, tier: 1 });
  await ben.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === room));
  await ben.must("acceptInvite", { roomId: room });
  await ana.until("circle", {}, ([row]) => row?.state === "ready");
  const other = await PlainClient.signIn(people.server().baseUrl, ben.user, PASSWORD, { encryption: false });
  onTestFinished(() => other.signOut());

  const order = async (): Promise<readonly string[]> =>
    ownOf(await other.http.request<Rules>("GET", "/pushrules/global/"));
  /** As another client mutes a room: not a word of it, whatever rules come later. */
  async function mute(name: string): Promise<void> {
    const conditions = [{ kind: "event_match", key: "room_id", pattern: room }];
    const rule = path`/pushrules/global/override/${name}`;
    await other.http.request("PUT", rule, { body: { conditions, actions: [] } });
  }
  /** Bells of the room that the server would have pushed to Ben, with how loudly. */
  async function rung(): Promise<readonly Notice[]> {
    const { notifications } = await other.http.request<{ readonly notifications: readonly Notice[] }>(
      "GET",
      "/notifications",
      { query: { limit: 50 } },
    );
    return notifications.filter(({ event }) => event.type === BELL);
  }
  const bells = () => other.timeline(room).filter(({ type }) => type === BELL);
  return { ana, ben, other, room, order, mute, rung, bells, brought: network.brought };
}

async function alarm(ana: EnginePerson, room: RoomId): Promise<string> {
  const { alertId } = await ana.must("raiseSos", { silent: false, drill: false });
  await ana.until("alerts", {}, (rows) =>
    rows.some(({ id, eventId, roomId }) => id === alertId && roomId === room && eventId !== undefined),
  );
  return alertId;
}

test("S7 a bell highlights through a mute that was there before and through one that was set later", async () => {
  const { ana, other, room, order, mute, rung, bells } = await circle();
  await mute("before");
  await vi.waitFor(async () => expect(await order()).toEqual([RULE, "before"]), patient);
  const first = await alarm(ana, room);
  await other.until(() => bells().length === 1, "the first bell");
  await vi.waitFor(async () => expect(await rung()).toHaveLength(1), patient);
  await ana.must("cancelAlert", { alertId: first });
  await other.until(() => bells().length === 2, "the all-clear's bell");

  await mute("later");
  await vi.waitFor(async () => expect((await order())[0]).toBe(RULE), patient);
  await alarm(ana, room);
  await other.until(() => bells().length === 3, "the bell after the second mute");
  await vi.waitFor(async () => expect(await rung()).toHaveLength(3), patient);
  for (const { actions } of await rung())
    expect(actions).toEqual(expect.arrayContaining(["notify", { set_tweak: "highlight" }]));
  expect(other.room(room).unread.highlights).toBe(3);
});

test("S7 a mute that goes on top is below again in the very sync after the one that brought it", async () => {
  const { mute, brought } = await circle();
  const isOnTop = () => expect(brought.at(-1)?.[0]).toBe(RULE);
  await vi.waitFor(isOnTop, patient);
  const before = brought.length;
  for (const name of ["one", "two"]) {
    await mute(name);
    await vi.waitFor(() => expect(brought.at(-1)).toContain(name), patient);
    await vi.waitFor(isOnTop, patient);
  }
  expect(brought.slice(before).map(([first]) => first)).toEqual(["one", RULE, "two", RULE]);
});

test("S7 the mute is what the rule overcomes: on top of it, nothing rings", async () => {
  const { ana, ben, other, room, order, mute, rung, bells } = await circle();
  await vi.waitFor(async () => expect(await order()).toEqual([RULE]), patient);
  // Nobody puts the rule back on top while Ben's own client is away.
  await ben.stop();
  await mute("on top");
  expect(await order()).toEqual(["on top", RULE]);
  await alarm(ana, room);
  await other.until(() => bells().length === 1, "the bell");
  expect(await rung()).toEqual([]);
  expect(other.room(room).unread.highlights).toBe(0);
});
