import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveClient } from "./serve-client.ts";

let folder: string;
let serve: (request: Request) => Promise<Response>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "paceline-client-"));
  await mkdir(join(folder, "client", "assets"), { recursive: true });
  await writeFile(join(folder, "client", "index.html"), "<title>shell</title>");
  await writeFile(join(folder, "client", "assets", "crypto.wasm"), "wasm");
  await writeFile(join(folder, "secret.txt"), "secret");
  serve = serveClient(join(folder, "client"));
});
afterEach(() => rm(folder, { recursive: true }));

test("D1 places of the app get the shell with the security headers", async () => {
  const answer = await serve(new Request("paceline-app://app/club/abc"));
  expect(await answer.text()).toContain("shell");
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

test("D1 wasm and scripts carry their type and the policy", async () => {
  const answer = await serve(new Request("paceline-app://app/assets/crypto.wasm"));
  expect(answer.headers.get("content-type")).toBe("application/wasm");
  expect(answer.headers.get("content-security-policy")).toContain("worker-src 'self'");
});

test.each([
  "paceline-app://app/%2e%2e/secret.txt",
  "paceline-app://app/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
  "paceline-app://app/missing.js",
])("D1 %s gives nothing", async (address) => {
  expect((await serve(new Request(address))).status).toBe(404);
});

test("D1 another host, method or a broken path is refused", async () => {
  expect((await serve(new Request("paceline-app://other/index.html"))).status).toBe(405);
  expect((await serve(new Request("paceline-app://app/", { method: "POST" }))).status).toBe(405);
  expect((await serve(new Request("paceline-app://app/%ff.js"))).status).toBe(400);
});
