import { afterAll, beforeAll, expect, test } from "vitest";
import { createSecretStore } from "../store/secret-store.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { startPushService, vapidClaims } from "../testing/push-service.ts";
import type { PushService } from "../testing/push-service.ts";
import { createPost } from "./post.ts";
import { createPush } from "./push.ts";

const SUBJECT = "mailto:operator@example.org";
let service: PushService;
beforeAll(async () => {
  service = await startPushService();
});
afterAll(() => service?.close());

const db = memoryDatabase();
const push = () => createPush(createSecretStore(db), SUBJECT, createPost(true));

test("S5 a push is sealed for the device (RFC 8291) and says to open the circle and nothing else", async () => {
  expect(await push().send(service.subscribe())).toMatchObject({ ok: true });
  const [got] = service.received.slice(-1);
  expect(service.open(got!)).toBe("Open your safety circle");
  expect(got?.body.toString("latin1")).not.toContain("circle");
  expect(got?.headers).toMatchObject({ "content-encoding": "aes128gcm", ttl: "86400", urgency: "high" });
});

test("S5 a push is signed by the bridge's key (RFC 8292), which is made once and stays", async () => {
  const { publicKey, send } = push();
  await send(service.subscribe());
  const { key, claims } = vapidClaims(service.received.at(-1)!);
  expect([key, push().publicKey]).toEqual([publicKey, publicKey]);
  expect(claims).toMatchObject({ sub: SUBJECT, aud: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
});

test.each([
  [404, "GONE", "never"],
  [410, "GONE", "never"],
  [400, "REFUSED", "never"],
  [301, "REFUSED", "never"],
  [429, "LIMITED", "later"],
  [503, "UNREACHABLE", "later"],
])("S5 an answer of %i of the push service means %s", async (status, code, retry) => {
  service.answerWith(status);
  expect(await push().send(service.subscribe())).toMatchObject({ failure: { code, retry } });
});

test("S5 a push service that is not there is tried later; keys that are none are not", async () => {
  const there = service.subscribe();
  expect(await push().send({ ...there, endpoint: "http://127.0.0.1:9/push" })).toMatchObject({
    failure: { code: "UNREACHABLE", retry: "later" },
  });
  expect(await push().send({ ...there, keys: { p256dh: "A".repeat(87), auth: "A".repeat(22) } })).toMatchObject({
    failure: { code: "REFUSED", retry: "never" },
  });
});
