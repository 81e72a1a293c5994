import { createHash } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { USUAL_LIMITS } from "./limits.ts";
import { mailRoutes } from "./mail-routes.ts";

let url: string;
let close: () => void;
const agreed: string[] = [];

beforeAll(async () => {
  const consent = {
    isGood: (token: string) => token === "good" && agreed.length === 0,
    agree: (token: string) => token === "good" && agreed.push(token) === 1,
  };
  const server = express()
    .use("/mail", mailRoutes({ consent, limits: USUAL_LIMITS }))
    .listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mail`;
  close = () => server.close();
});
afterAll(() => close?.());

test("S5 the link shows a page in both languages whose button alone confirms; it runs nothing, loads nothing and tells nobody its address", async () => {
  const page = await fetch(`${url}/good`);
  const text = await page.text();
  expect([page.status, page.headers.get("Content-Type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(text).toContain('<form method="post"><button>Confirm / Bestätigen</button></form>');
  expect(text).not.toMatch(/<script|https?:|src=/);
  const policy = page.headers.get("Content-Security-Policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|script-src/);
  const style = /<style>([^<]*)<\/style>/.exec(text)?.[1] ?? "";
  expect(policy).toContain(`style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`);
  expect([page.headers.get("Referrer-Policy"), page.headers.get("Cache-Control")]).toEqual(["no-referrer", "no-store"]);
  expect(agreed).toEqual([]);

  const done = await fetch(`${url}/good`, { method: "POST" });
  expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("Adresse ist bestätigt")]);
  for (const method of ["GET", "POST"]) {
    const over = await fetch(`${url}/good`, { method });
    expect([over.status, await over.text()]).toEqual([404, expect.stringContaining("This link is over")]);
  }
});
