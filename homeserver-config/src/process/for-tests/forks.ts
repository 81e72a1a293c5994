import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { SynapseEnvironment } from "../../environment/environment.ts";
import type { Launched } from "../launched.ts";
import { variablesForTests } from "./variables.ts";

const SERVER = fileURLToPath(new URL("fork_server.py", import.meta.url));
const SOCKET = "PACELINE_SYNAPSE_FORKS";

/**
 * From now on homeservers for tests that this process starts, or any process that it starts, are forked from one that has imported Synapse already. It is
 * imported when the first is asked for. Resolves with what ends it.
 */
export const forkSynapse = async (environment: SynapseEnvironment): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), "paceline-forks-"));
  const socket = join(folder, "socket");
  const server = spawn(environment.python, [SERVER, socket], {
    stdio: ["pipe", "pipe", "inherit"],
    env: variablesForTests(environment),
  });
  const ended = once(server, "exit");
  const listens = once(createInterface({ input: server.stdout }), "line");
  if ((await Promise.race([listens, ended.then(() => undefined)])) === undefined)
    throw new Error("what homeservers for tests are forked from ended before it listened; its last words are above");
  process.env[SOCKET] = socket;
  return async () => {
    delete process.env[SOCKET];
    server.stdin.end();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
};

/** Where forks are made; undefined where each homeserver starts alone. */
export const forkSocket = (): string | undefined => process.env[SOCKET];

/** Asks for a fork that runs `launcher` with `args` in `folder`. Throws where nobody listens at `socket`. */
export const launchFork = async (
  socket: string,
  launcher: string,
  args: readonly string[],
  folder: string,
): Promise<Launched> => {
  const connection = connect(socket).setEncoding("utf8");
  await once(connection, "connect");
  const exited = once(connection, "close").then(() => undefined);
  let said = "";
  const named = Promise.withResolvers<void>();
  connection.on("error", () => undefined); // A killed Synapse may reset it; "close" follows.
  connection.on("data", (text: string) => {
    said += text;
    if (said.includes("\n")) named.resolve();
  });
  connection.write(`${JSON.stringify([launcher, args, folder])}\n`);
  await Promise.race([named.promise, exited]);
  const pid = Number.parseInt(said, 10);
  if (!(pid > 0)) throw new Error(`no fork of Synapse was made: ${said}`);
  return {
    pid,
    exited,
    lastWords: () =>
      said
        .slice(said.indexOf("\n") + 1)
        .slice(-2_000)
        .trim(),
    kill: (signal) => {
      try {
        process.kill(pid, signal);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
    },
  };
};
