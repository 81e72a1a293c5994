import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A process that takes appservice transactions. */
export type Receiver = { readonly url: string; readonly token: string; close(): Promise<void> };

const HS_TOKEN = "token-of-the-homeserver";
const BRIDGE = fileURLToPath(new URL("../../../bridge/src/main.ts", import.meta.url));
const BARE = fileURLToPath(new URL("bare-receiver.ts", import.meta.url));

export const startBare = async (): Promise<Receiver> => {
  const folder = await mkdtemp(join(tmpdir(), "paceline-bare-"));
  const child = fork(BARE, [folder]);
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { url: `http://127.0.0.1:${port}`, token: "none", close: () => end(child, folder) };
};

/** The whole bridge as it is run, beside a homeserver that answers everything with an empty object. */
export const startBridge = async (): Promise<Receiver> => {
  const homeserver = createServer((_request, response) => response.end("{}")).listen(0, "127.0.0.1");
  await once(homeserver, "listening");
  const folder = await mkdtemp(join(tmpdir(), "paceline-bridge-"));
  const config = join(folder, "config.json");
  const settings = {
    homeserverUrl: urlOf(homeserver.address()),
    serverName: "bench.test",
    asToken: "token-of-the-bridge",
    hsToken: HS_TOKEN,
    listen: { host: "127.0.0.1", port: 0 },
    dataDir: folder,
    botLocalpart: "paceline",
    publicUrl: "http://127.0.0.1",
  };
  await writeFile(config, JSON.stringify(settings));
  const child = fork(BRIDGE, ["--config", config], { silent: true });
  const url = await startedAt(child);
  child.stdout?.resume();
  return {
    url,
    token: HS_TOKEN,
    close: async () => {
      await end(child, folder);
      homeserver.close();
    },
  };
};

const urlOf = (address: AddressInfo | string | null): string => `http://127.0.0.1:${(address as AddressInfo).port}`;

/** The bridge says in its log where it listens. */
const startedAt = async (child: ChildProcess): Promise<string> => {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const found = /"url":"([^"]+)"/.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error("the bridge ended before it listened");
};

const end = async (child: ChildProcess, folder: string): Promise<void> => {
  const exited = once(child, "exit");
  child.kill();
  await exited;
  await rm(folder, { recursive: true, force: true });
};
