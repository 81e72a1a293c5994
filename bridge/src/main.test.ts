import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

test.each([
  ["no configuration", [], "Name a configuration file"],
  ["a file that is not there", ["--config", "/nowhere/bridge.json"], "cannot be read"],
])("B9 started with %s, it says so and ends", (_what, args, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });
  expect([status, stderr]).toEqual([2, expect.stringContaining(sentence)]);
});

test("B9 started with a wrong configuration, it names each wrong field and repeats no value", () => {
  const folder = mkdtempSync(join(tmpdir(), "paceline-main-"));
  const file = join(folder, "bridge.json");
  writeFileSync(file, JSON.stringify({ asToken: "hunter2", serverName: "example.org" }));
  const { status, stderr } = spawnSync(process.execPath, [MAIN, "--config", file], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  expect(status).toBe(2);
  expect(stderr).toContain('"asToken" must have at least 16 characters.');
  expect(stderr).toContain('"listen" must be an object with host and port.');
  expect(stderr).not.toContain("hunter2");
});
