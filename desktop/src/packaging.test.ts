import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { DESKTOP_CALLS, OPEN_PATH } from "@paceline/protocol/desktop";
import { windowOptions } from "./window.ts";

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "..", "..");

test("D1 electron-builder accepts the configuration", async () => {
  const { validateConfiguration } = require("app-builder-lib/out/util/config/config") as {
    validateConfiguration(config: unknown, logger: { isEnabled: boolean; add(): void }): Promise<void>;
  };
  const { load } = require("js-yaml") as { load(text: string): Record<string, unknown> };
  const config = load(await readFile(join(root, "electron-builder.yml"), "utf8"));
  const quiet = { isEnabled: false, add: () => undefined };
  await expect(validateConfiguration(config, quiet)).resolves.toBeUndefined();
  await expect(validateConfiguration({ ...config, appIdd: "typo" }, quiet)).rejects.toThrow("appIdd");
});

test("D1 the icon lies where packages are built from, as large as every system wants it", async () => {
  const icon = await readFile(join(import.meta.dirname, "..", "resources", "icon.png"));
  expect(icon.subarray(1, 4).toString()).toBe("PNG");
  // PNG, section 11.2.1: width and height stand behind signature, length and name of the first chunk.
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([1024, 1024]);
});

test("D1 the window is sandboxed and isolated", () => {
  const { webPreferences } = windowOptions("/preload.cjs", "/icon.png");
  expect(webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
});

test("D1 the preload knows the same channels as the protocol", async () => {
  const preload = await readFile(join(import.meta.dirname, "preload.ts"), "utf8");
  const named = new Set(preload.match(/"paceline:[a-z-]+"/g)?.map((word) => word.slice(1, -1)));
  expect([...named].toSorted()).toEqual([...Object.keys(DESKTOP_CALLS), OPEN_PATH].toSorted());
});
