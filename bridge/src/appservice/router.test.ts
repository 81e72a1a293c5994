import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import express from "express";
import { afterEach, expect, test } from "vitest";
import { recordedLog } from "../testing/recorded-log.ts";
import { appserviceRouter } from "./router.ts";

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

const serve = async (receive: (body: Uint8Array) => void) => {
  const app = express().use("/_matrix/app/v1", appserviceRouter({ hsToken: "right", receive, log: recordedLog().log }));
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/_matrix/app/v1`;
};
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

test("B1 a transaction is handed over whole, then acknowledged", async () => {
  const received: string[] = [];
  const url = await serve((body) => received.push(Buffer.from(body).toString()));
  const body = '{"events":[{"a":1}]}';
  const answer = await fetch(`${url}/transactions/7`, { method: "PUT", headers: bearer("right"), body });
  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  expect(received).toEqual([body]);
});

test("B1 what could not be stored is not acknowledged", async () => {
  const url = await serve(() => {
    throw new Error("disk full");
  });
  const answer = await fetch(`${url}/transactions/7`, { method: "PUT", headers: bearer("right"), body: "{}" });
  expect(answer.status).toBe(500);
});

test.each([
  ["a wrong token", bearer("wrong")],
  ["no token", {}],
  ["a token in another scheme", { Authorization: "Basic right" }],
])("B1 %s is refused", async (_what, headers) => {
  let received = 0;
  const url = await serve(() => (received += 1));
  const answer = await fetch(`${url}/transactions/7`, { method: "PUT", headers, body: "{}" });
  expect(answer.status).toBe(403);
  expect(received).toBe(0);
});

test("B1 a wrong token is refused before the body is read", async () => {
  const url = await serve(() => undefined);
  const headers = { ...bearer("wrong"), "Content-Length": "1000000" };
  const request = httpRequest(`${url}/transactions/7`, { method: "PUT", headers });
  request.write("the first bytes, and no more");
  const [response] = (await once(request, "response")) as [{ statusCode: number }];
  expect(response.statusCode).toBe(403);
  request.destroy();
});

test("B1 the largest transaction of Synapse fits: 100 events of 64 KiB with as much previous content", async () => {
  let size = 0;
  const url = await serve((body) => (size = body.length));
  const text = "x".repeat(65_536);
  const events = Array.from({ length: 100 }, () => ({ content: { text }, unsigned: { prev_content: { text } } }));
  const body = JSON.stringify({ events });
  const answer = await fetch(`${url}/transactions/7`, { method: "PUT", headers: bearer("right"), body });
  expect(answer.status).toBe(200);
  expect(size).toBe(body.length);
});

test("B1 a transaction beyond that is refused with a reason", async () => {
  const url = await serve(() => undefined);
  const body = Buffer.alloc(33 * 1024 * 1024, 32);
  const answer = await fetch(`${url}/transactions/7`, { method: "PUT", headers: bearer("right"), body });
  expect([answer.status, await answer.json()]).toEqual([413, expect.objectContaining({ errcode: "M_TOO_LARGE" })]);
});

test("B1 the homeserver's ping is answered, its queries are answered with nothing", async () => {
  const url = await serve(() => undefined);
  const ping = await fetch(`${url}/ping`, { method: "POST", headers: bearer("right"), body: "{}" });
  expect(ping.status).toBe(200);
  const query = await fetch(`${url}/users/@paceline_x:test`, { headers: bearer("right") });
  expect(query.status).toBe(404);
});
