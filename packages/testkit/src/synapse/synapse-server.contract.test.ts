import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test, vi } from "vitest";
import { call } from "./call.ts";
import { startSynapse } from "./synapse-server.ts";

// Here the launcher itself is looked at, so each server starts alone.
vi.stubEnv("PACELINE_SYNAPSE_FORKS", undefined);

const started = async () => {
  const server = await startSynapse();
  onTestFinished(() => server.stop());
  return server;
};

test("D3 what was written survives SIGKILL and a restart at the same address", async () => {
  const server = await started();
  const { accessToken, userId } = await server.registerUser("ana", "a password", "Ana Lind");
  await server.kill();
  await expect(call(server.baseUrl, accessToken, "GET", "/_matrix/client/v3/account/whoami")).rejects.toThrow(
    "fetch failed",
  );
  await server.restart();
  const { body } = await call(
    server.baseUrl,
    accessToken,
    "GET",
    `/_matrix/client/v3/profile/${encodeURIComponent(userId)}`,
  );
  expect(body["displayname"]).toBe("Ana Lind");
});

test("D3 a name is given once", async () => {
  const server = await started();
  await server.registerUser("ana", "a password");
  await expect(server.registerUser("ana", "another")).rejects.toThrow("NAME_TAKEN");
});

test("D3 secrets are readable by their owner only, and stop removes everything", async () => {
  const server = await startSynapse();
  const mode = async (name: string) => ((await stat(`${server.dataDir}/${name}`)).mode & 0o777).toString(8);
  expect(await mode("homeserver.yaml")).toBe("600");
  expect(await mode("")).toBe("700");
  expect(existsSync(server.databasePath)).toBe(true);
  await server.stop();
  expect(existsSync(server.dataDir)).toBe(false);
});

test("D3 a message's words are not in the log", async () => {
  const server = await started();
  const { accessToken } = await server.registerUser("ana", "a password");
  const post = (path: string, body: object) =>
    call(server.baseUrl, accessToken, "POST", `/_matrix/client/v3${path}`, body);
  const room = String((await post("/createRoom", {})).body["room_id"]);
  await post(`/rooms/${encodeURIComponent(room)}/send/m.room.message`, { msgtype: "m.text", body: "canary-nightjar" });
  const log = await readFile(server.logPath, "utf8");
  expect(log).not.toContain("canary-nightjar");
});

test("D3 Synapse ends when the process that started it is killed", async () => {
  const module = JSON.stringify(import.meta.resolve("./synapse-server.ts"));
  const code = `const { startSynapse } = await import(${module}); console.log((await startSynapse()).baseUrl);`;
  const starter = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [baseUrl] = (await once(createInterface({ input: starter.stdout }), "line")) as [string];
  const answers = () =>
    fetch(`${baseUrl}/health`).then(
      (response) => response.ok,
      () => false,
    );
  expect(await answers()).toBe(true);
  starter.kill("SIGKILL");
  await vi.waitFor(async () => expect(await answers()).toBe(false), { timeout: 60_000, interval: 50 });
});
