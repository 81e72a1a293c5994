import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { createDeadLetterStore } from "./store/dead-letter-store.ts";
import { openDatabase } from "./store/open.ts";

const ADMIN = fileURLToPath(new URL("admin.ts", import.meta.url));
const TOKEN = "a token of sufficient length";

test("B1 an operator sees what was set aside, why, and each of it whole", () => {
  const folder = mkdtempSync(join(tmpdir(), "paceline-admin-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const config = join(folder, "bridge.json");
  const settings = {
    homeserverUrl: "http://127.0.0.1:1",
    serverName: "example.org",
    asToken: TOKEN,
    hsToken: TOKEN,
    botLocalpart: "paceline",
  };
  writeFileSync(
    config,
    JSON.stringify({ ...settings, dataDir: folder, listen: { host: "127.0.0.1", port: 1 }, publicUrl: "http://a.b" }),
  );
  const admin = (...words: string[]): string => {
    const { stdout, stderr } = spawnSync(process.execPath, [ADMIN, "--config", config, ...words], { encoding: "utf8" });
    return stdout.trim() || stderr;
  };
  expect(admin("dead-letter", "list")).toBe("Nothing was set aside.");

  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.code);
  const letters = createDeadLetterStore(opened.value);
  letters.keep({ source: "inbox", ref: "$one", code: "WORK_FAILED", body: '{"event_id":"$one"}' }, 0);
  letters.keep({ source: "outbox", ref: "txn-2", code: "FORBIDDEN", body: '{"is":"send"}' }, 60_000);
  expect(admin("dead-letter", "list")).toContain("Stop it first");
  opened.value.close();

  expect(admin("dead-letter", "list").split("\n")).toEqual([
    "2  1970-01-01T00:01:00.000Z  outbox  txn-2  FORBIDDEN",
    "1  1970-01-01T00:00:00.000Z  inbox  $one  WORK_FAILED",
  ]);
  expect(admin("dead-letter", "show", "1")).toBe('{"event_id":"$one"}');
  expect(admin("dead-letter", "show", "7")).toBe("There is no such letter.");
  expect(admin("dead-letter")).toContain("dead-letter list");
});
