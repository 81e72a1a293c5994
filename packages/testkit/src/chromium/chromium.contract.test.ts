import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { expect, onTestFinished, test } from "vitest";
import { chromiumLaunch } from "./index.ts";
import { unpackedChromium } from "./unpacked.ts";

/** What the client and the map rest on, asked for inside a page. */
const PROBE = `(async () => {
  const shared = new SharedWorker(URL.createObjectURL(new Blob(["onconnect = e => e.ports[0].postMessage('here')"])));
  const answer = await new Promise((resolve) => { shared.port.onmessage = (e) => resolve(e.data); });
  const lock = await navigator.locks.request("probe", (held) => held.mode);
  const file = await (await navigator.storage.getDirectory()).getFileHandle("probe", { create: true });
  const base = await new Promise((resolve, reject) => {
    const request = indexedDB.open("probe");
    request.onsuccess = () => resolve(request.result.name);
    request.onerror = () => reject(request.error);
  });
  const gl = document.createElement("canvas").getContext("webgl2");
  return { sharedWorker: answer, lock, file: file.kind, base, webgl2: gl !== null };
})()`;

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "paceline-chromium-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function emptyPage(): Promise<string> {
  const server = createServer((_request, response) => response.end("<!doctype html><title>probe</title>"));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test("D2 the browser of the tests has WebGL2, SharedWorker, Web Locks, OPFS and IndexedDB, with an empty HOME", async () => {
  const launch = await chromiumLaunch();
  const browser = await chromium.launch({ ...launch, env: { ...launch.env, HOME: await temporaryFolder() } });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(await emptyPage());
  expect(await page.evaluate(PROBE)).toEqual({
    sharedWorker: "here",
    lock: "exclusive",
    file: "file",
    base: "probe",
    webgl2: true,
  });
});

test("D2 two processes that unpack at once end with one whole browser and nothing else", async () => {
  const state = await temporaryFolder();
  const [one, two] = await Promise.all([unpackedChromium(state), unpackedChromium(state)]);
  expect(one).toEqual(two);
  const [version, ...others] = await readdir(join(state, "chromium"));
  expect(others).toEqual([]);
  expect(await readdir(join(state, "chromium", version ?? ""))).toEqual(
    expect.arrayContaining(["al2023", "chromium", "fonts", "fonts.conf", "libGLESv2.so", "libvk_swiftshader.so"]),
  );
});
