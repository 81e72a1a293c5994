import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { chromiumLaunch } from "./index.ts";
import { installedChromium } from "./installed.ts";

test("D2 a browser that the environment names wins, and a wrong name is said", async () => {
  const named = await chromiumLaunch({ PACELINE_CHROMIUM: process.execPath });
  expect(named.executablePath).toBe(process.execPath);
  await expect(chromiumLaunch({ PACELINE_CHROMIUM: "/nowhere/chrome" })).rejects.toThrow("/nowhere/chrome");
});

test("D2 an installed browser is found on the PATH, none gives undefined", () => {
  const folder = mkdtempSync(join(tmpdir(), "paceline-chromium-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  expect(installedChromium({ PATH: `/nowhere:${folder}` }, "linux")).toBeUndefined();
  writeFileSync(join(folder, "chromium"), "");
  expect(installedChromium({ PATH: `/nowhere:${folder}` }, "linux")).toBe(join(folder, "chromium"));
  expect(installedChromium({}, "win32")).toBeUndefined();
});
