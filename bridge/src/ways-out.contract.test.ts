import { afterAll, beforeAll, expect, test } from "vitest";
import { NS } from "@paceline/protocol";
import { TimerAnswer, WaysOutAnswer } from "@paceline/protocol/http";
import { startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";
import { startMailServer } from "./testing/mail-server.ts";
import type { MailServer, ReceivedMail } from "./testing/mail-server.ts";
import { startPushService, vapidClaims } from "./testing/push-service.ts";
import type { PushService } from "./testing/push-service.ts";

let pushes: PushService;
let mails: MailServer;
let town: BridgeTown;
let ana: Townsperson;
let ben: Townsperson;
let circle: string;

beforeAll(async () => {
  [pushes, mails] = [await startPushService(), await startMailServer()];
  town = await startBridgeTown({
    push: { subject: "mailto:operator@paceline.test", allowPrivateEndpoints: true },
    mail: { host: "127.0.0.1", port: mails.port, encryption: "none", from: "bridge@paceline.test" },
  });
  ana = await town.person("ana");
  ben = await town.person("ben");
  circle = await ana.matrix.createRoom({
    preset: "private_chat",
    invite: [town.botId, ben.matrix.userId],
    initial_state: [{ type: `${NS}.channel`, state_key: "", content: { v: 1, kind: "circle" } }],
  });
  await ben.matrix.join(circle);
  await ana.matrix.until(() => ana.matrix.room(circle).members("join").length === 3, "bot and contact in the circle");
});
afterAll(async () => {
  await town?.stop();
  pushes?.close();
  await mails?.close();
});

/** The link of a confirmation mail, whose lines are folded (RFC 2045, section 6.7). */
const linkIn = ({ source }: ReceivedMail): string =>
  /https?:\/\/\S+\/api\/v1\/mail\/[\w-]{43}/.exec(source.replaceAll("=\r\n", ""))?.[0] ?? "";
const agreed = async (who: Townsperson) => WaysOutAnswer.parse((await who.bridge("GET", "/safety/ways-out")).body);
const lineFor = (id: string) =>
  ben.matrix
    .room(circle)
    .timeline.filter(({ content }) => (content[`${NS}.alert`] as { identifier?: string })?.identifier === id);

test("S5 homeserver down: push and mail leave at once, say nothing, and the room's line follows when it is back", async () => {
  const cleo = await town.person("cleo");
  for (const who of [ben, cleo]) {
    expect(await who.bridge("PUT", "/safety/ways-out/push", pushes.subscribe())).toMatchObject({ status: 204 });
    const address = `${who.matrix.userId.slice(1, 4)}@mail.test`;
    expect(await who.bridge("PUT", "/safety/ways-out/mail", { address })).toMatchObject({ status: 204 });
    expect((await agreed(who)).agreed).toMatchObject({ push: 1, mail_waiting: { address } });
    const link = linkIn(mails.received.at(-1)!);
    expect((await fetch(link)).status).toBe(200);
    expect((await agreed(who)).agreed).not.toHaveProperty("mail");
    expect(await Promise.all([1, 2].map(async () => (await fetch(link, { method: "POST" })).status))).toEqual(
      expect.arrayContaining([200, 404]),
    );
    expect(town.bridge.log()).not.toContain(link.split("/").at(-1));
  }
  const asked = mails.received.length;
  const { vapid_public_key, ...rest } = await agreed(ben);
  expect(rest).toEqual({ mail: true, agreed: { push: 1, mail: "ben@mail.test" } });

  const order = { circle_id: circle, alert_at: new Date(Date.now() + 1_500).toISOString(), seq: 0 };
  const armed = await ana.bridge("PUT", "/safety/timers/timer-dark", order);
  // Cleo agreed as well, but is not in this circle.
  expect(TimerAnswer.parse(armed.body).ways_out).toEqual({ push: 1, mail: 1 });
  await town.synapse.kill();

  await expect.poll(() => [pushes.received.length, mails.received.length - asked]).toEqual([1, 1]);
  const [push, mail] = [pushes.received[0]!, mails.received[asked]!];
  expect(vapidClaims(push).key).toBe(vapid_public_key);
  expect([pushes.open(push), mail.to]).toEqual(["Open your safety circle", ["ben@mail.test"]]);
  for (const secret of ["ana", circle, "timer-dark", "17:", "UTC"])
    expect(`${pushes.open(push)} ${mail.source.slice(mail.source.indexOf("\r\n\r\n"))}`).not.toContain(secret);

  await town.synapse.restart();
  await ben.matrix.until(() => lineFor("timer-dark").length > 0, "the overdue line");
  expect([lineFor("timer-dark").length, pushes.received.length, mails.received.length]).toEqual([1, 1, asked + 1]);
});

test("S6 an SOS reaches contacts whose clients are closed by the same ways, and says as little", async () => {
  const [before, written] = [pushes.received.length, mails.received.length];
  await ana.matrix.send(circle, `${NS}.sos_bell`, { v: 1 });
  await ben.matrix.send(circle, `${NS}.sos_bell`, { v: 1 });
  await expect.poll(() => [pushes.received.length - before, mails.received.length - written]).toEqual([1, 1]);
  expect([pushes.open(pushes.received.at(-1)!), mails.received.at(-1)?.to]).toEqual([
    "Open your safety circle",
    ["ben@mail.test"],
  ]);
});

test("S5 agreement is taken back, wrong addresses are refused, and failures are to be seen by the operator", async () => {
  // Refused by its mail server, so nothing is asked and what was confirmed stays.
  expect(await ben.bridge("PUT", "/safety/ways-out/mail", { address: "nobody@mail.test" })).toMatchObject({
    status: 400,
    body: { errors: [{ path: "address" }] },
  });
  await ben.bridge("DELETE", "/safety/ways-out/push");
  expect((await agreed(ben)).agreed).toEqual({ push: 0, mail: "ben@mail.test" });
  mails.refuse("ben@mail.test");
  const order = { circle_id: circle, alert_at: new Date().toISOString(), seq: 0 };
  await ana.bridge("PUT", "/safety/timers/timer-2", order);
  const ready = async () => (await (await fetch(`${town.bridge.url}/ready`)).json()) as { ways_out: object };
  await expect.poll(async () => (await ready()).ways_out).toEqual({ waiting: 0, failed: 1 });
  expect(await ben.bridge("PUT", "/safety/ways-out/mail", { address: "nowhere" })).toMatchObject({ status: 400 });
  expect(await ben.bridge("DELETE", "/safety/ways-out/mail")).toMatchObject({ status: 204 });
  expect(await agreed(ben)).toMatchObject({ agreed: { push: 0 } });
  expect(pushes.received).toHaveLength(2);
  const log = town.bridge.log();
  for (const secret of ["mail.test", "/push/", "timer-2"]) expect(log).not.toContain(secret);
});
