import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startGateway } from "./gateway.ts";
import type { GatewayOptions } from "./gateway.ts";

/** A server that says what it was asked, after what `before` waits for. */
const backend = async (name: string, before: Promise<void> = Promise.resolve()): Promise<number> => {
  const server = createServer((incoming, outgoing) => {
    outgoing.writeHead(200).write(`${name} begins `);
    void before.then(() => outgoing.end(`${incoming.method} ${incoming.url}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

const builtClient = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "paceline-web-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "dist", "assets"), { recursive: true });
  await writeFile(join(folder, "dist", "index.html"), "<title>Paceline</title>");
  await writeFile(join(folder, "dist", "assets", "crypto-1a2b.wasm"), "wasm");
  await writeFile(join(folder, "secret.txt"), "secret");
  return join(folder, "dist");
};

const started = async (change: Partial<GatewayOptions> = {}): Promise<string> => {
  const gateway = await startGateway({
    port: 0,
    synapsePort: 1,
    bridgePort: 1,
    botUserId: "@paceline:paceline.localhost",
    web: { kind: "built", folder: await builtClient() },
    ...change,
  });
  if (!gateway.ok) throw new Error(gateway.failure.code);
  onTestFinished(() => gateway.value.stop());
  return `http://127.0.0.1:${gateway.value.port}`;
};

test("D2 the page, its paths and its workers come with a strict policy", async () => {
  const origin = await started();
  for (const path of ["/", "/club/!abc/meetups", "/assets/crypto-1a2b.wasm"]) {
    const policy = (await fetch(origin + path)).headers.get("content-security-policy");
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-[^' ]+';/,
    );
    expect(policy).toContain("frame-ancestors 'none'");
  }
});

test("D2 a path of the app is the page; a missing file is missing", async () => {
  const origin = await started();
  const deep = await fetch(`${origin}/club/!abc/meetups`);
  expect([deep.status, deep.headers.get("cache-control"), await deep.text()]).toEqual([
    200,
    "no-cache",
    "<title>Paceline</title>",
  ]);
  expect((await fetch(`${origin}/assets/gone-1234.js`)).status).toBe(404);
  expect((await fetch(`${origin}/gone.js`)).status).toBe(404);
});

test("D2 hashed files are kept for ever and wasm has its type; the page is asked for each time and often unchanged", async () => {
  const origin = await started();
  const wasm = await fetch(`${origin}/assets/crypto-1a2b.wasm`);
  expect(wasm.headers.get("content-type")).toBe("application/wasm");
  expect(wasm.headers.get("cache-control")).toContain("immutable");
  const etag = (await fetch(origin)).headers.get("etag") ?? "";
  expect((await fetch(origin, { headers: { "if-none-match": etag } })).status).toBe(304);
});

test("D2 nothing outside of the built client is served", async () => {
  const origin = new URL(await started());
  for (const path of [
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/assets/../../secret.txt",
    "/%00",
    "/%E0%A4%A",
  ]) {
    // `fetch` would tidy the path up before it is sent.
    const status = await new Promise((resolve) => {
      request({ host: origin.hostname, port: origin.port, path }, (answer) =>
        resolve(answer.resume().statusCode),
      ).end();
    });
    expect(status).toBe(404);
  }
});

test("D3 homeserver, bridge and page share one origin, and the server's own administration is not on it", async () => {
  const origin = await started({ synapsePort: await backend("synapse"), bridgePort: await backend("bridge") });
  const text = async (path: string) => (await fetch(origin + path)).text();
  expect(await text("/_matrix/client/versions?x=1")).toBe("synapse begins GET /_matrix/client/versions?x=1");
  expect(await text("/api/v1/clubs")).toBe("bridge begins GET /api/v1/clubs");
  expect(await text("/_synapse/admin/v1/register")).toBe("<title>Paceline</title>");
});

test("D3 an answer streams through before it is complete", async () => {
  let finish = (): void => undefined;
  const later = new Promise<void>((resolve) => (finish = resolve));
  const origin = await started({ synapsePort: await backend("synapse", later) });
  const reader = (await fetch(`${origin}/_matrix/client/v3/sync`)).body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("synapse begins ");
  finish();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("GET /_matrix/client/v3/sync");
});

test("M8 while homeserver or bridge is away, the answer says so", async () => {
  const origin = await started();
  const away = await fetch(`${origin}/_matrix/client/versions`);
  expect([away.status, ((await away.json()) as { errcode: string }).errcode]).toEqual([502, "M_UNKNOWN"]);
  expect((await fetch(`${origin}/api/v1/clubs`)).status).toBe(502);
});

test("D3 discovery names the origin that was asked, for the homeserver and for the bridge", async () => {
  const origin = await started();
  const answer = await fetch(`${origin}/.well-known/matrix/client`);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(await answer.json()).toEqual({
    "m.homeserver": { base_url: origin },
    "club.paceline.bridge": { base_url: origin, bot: "@paceline:paceline.localhost" },
  });
});

test("D4 demo people exist only where they were given, and for no other name of this machine and no other page", async () => {
  const plain = await started();
  expect(await (await fetch(`${plain}/demo.json`)).text()).not.toContain("password");
  const person = { name: "Ana Lind", userId: "@ana:paceline.localhost", password: "a password" };
  const origin = new URL(await started({ demoPeople: () => [person] }));
  const answer = await fetch(`${origin.href}demo.json`);
  expect(await answer.json()).toEqual({ people: [person] });
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  const rebound = await new Promise((resolve) => {
    const headers = { host: "evil.example" };
    request({ host: origin.hostname, port: origin.port, path: "/demo.json", headers }, (got) =>
      resolve(got.resume().statusCode),
    ).end();
  });
  expect(rebound).toBe(421);
});

test("D3 an operator's own map is named by the page's origin, and by nothing where there is none", async () => {
  expect((await fetch(`${await started()}/map.json`)).status).toBe(404);
  const mapTiles = { url: "https://tiles.example.org/city.pmtiles", attribution: "© OpenStreetMap" };
  expect(await (await fetch(`${await started({ mapTiles })}/map.json`)).json()).toEqual(mapTiles);
});

test("D3 a busy port is told as such", async () => {
  const busy = await backend("other");
  const refused = await startGateway({
    port: busy,
    synapsePort: 1,
    bridgePort: 1,
    botUserId: "@b:c",
    web: { kind: "development", port: 1 },
  });
  expect(refused).toMatchObject({ ok: false, failure: { code: "PORT_BUSY", cause: String(busy) } });
});
