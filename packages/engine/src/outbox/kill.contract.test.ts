import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { count, figures } from "@paceline/testkit/counts";
import { startFaultProxy } from "@paceline/testkit/proxy";
import type { FaultProxy } from "@paceline/testkit/proxy";
import { startSynapse } from "@paceline/testkit/synapse";
import type { SynapseServer } from "@paceline/testkit/synapse";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";

const ROOMS = 5;
const OFFLINE = 50;
const soon = { timeout: 60_000, interval: 5 };
let server: SynapseServer;
let proxy: FaultProxy;
beforeAll(async () => {
  server = await startSynapse();
  proxy = await startFaultProxy(server.baseUrl);
});
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});

type Account = { readonly userId: string; readonly deviceId: string; readonly accessToken: string };

const api = async (account: Account, method: string, path: string, body?: unknown) => {
  const init = { method, headers: { authorization: `Bearer ${account.accessToken}` } };
  const sent = body === undefined ? init : { ...init, body: JSON.stringify(body) };
  const answer = await fetch(`${server.baseUrl}/_matrix/client/v3${path}`, sent);
  return (await answer.json()) as Record<string, unknown>;
};

/** One life of the outbox, from start to SIGKILL. */
type Life = { readonly child: ChildProcess; readonly durable: Set<number>; write(room: string, n: number): void };

async function live(account: Account, file: string): Promise<Life> {
  const module = JSON.stringify(import.meta.resolve("./testing/outbox-process.ts"));
  const login = JSON.stringify({ ...account, baseUrl: proxy.baseUrl });
  const code = `
    import { createInterface } from "node:readline";
    import { DatabaseSync } from "node:sqlite";
    import { runOutbox } from ${module};
    const db = new DatabaseSync(${JSON.stringify(file)});
    db.exec("pragma journal_mode = wal; pragma synchronous = full; create table if not exists outbox (key text primary key, json text)");
    const put = db.prepare("insert or replace into outbox values (?, ?)");
    const remove = db.prepare("delete from outbox where key = ?");
    const disk = {
      all: () => db.prepare("select key, json from outbox").all(),
      commit(puts, removes) {
        db.exec("begin immediate");
        for (const { key, json } of puts) put.run(key, json);
        for (const key of removes) remove.run(key);
        db.exec("commit");
      },
    };
    await runOutbox(${login}, disk, createInterface({ input: process.stdin }), (line) => console.log(line));`;
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", code],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const durable = new Set<number>();
  const ready = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on("line", (line) =>
    line === "ready" ? ready.resolve() : void durable.add(Number(line)),
  );
  await ready.promise;
  return { child, durable, write: (room, n) => void child.stdin.write(`${room} ${n}\n`) };
}

const killed = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.kill("SIGKILL");
  });

/** Numbers of the messages of a room as the server has them, oldest first. */
async function told(account: Account, room: string): Promise<number[]> {
  const { chunk } = await api(account, "GET", `/rooms/${encodeURIComponent(room)}/messages?dir=b&limit=1000`);
  return (chunk as { type: string; content: { body?: string } }[])
    .filter(({ type }) => type === "m.room.message")
    .map(({ content }) => Number(content.body))
    .reverse();
}

const puts = () => proxy.seen.filter(({ method }) => method === "PUT").length;

test("M11 fifty messages written offline, killed again and again on their way: each once, in order", async () => {
  const runs = count("M11 offline sends killed", { quick: 1, prove: 20 });
  const seen = { sends: 0, kills: 0, serverKills: 0, lost: 0, doubled: 0, disordered: 0 };
  for (let run = 0; run < runs; run += 1) {
    const account = await server.registerUser(`rider${run}`, "a good password");
    const rooms = await Promise.all(
      Array.from({ length: ROOMS }, async () => String((await api(account, "POST", "/createRoom", {}))["room_id"])),
    );
    const folder = await mkdtemp(join(tmpdir(), "paceline-outbox-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, "outbox.sqlite");
    const chance = (most: number) => 1 + Math.floor(Math.random() * most);
    const written: { room: string; n: number }[] = [];
    const durable = new Set<number>();

    proxy.disconnect();
    while (durable.size < OFFLINE) {
      const life = await live(account, file);
      const wanted = Math.min(OFFLINE - durable.size, chance(30));
      for (let i = 0; i < wanted; i += 1) {
        const order = { room: rooms[written.length % ROOMS]!, n: written.length };
        written.push(order);
        life.write(order.room, order.n);
      }
      // Killed while some of them are on their way to the disk; what was answered has to be there.
      const answered = chance(wanted);
      await vi.waitFor(() => expect(life.durable.size).toBeGreaterThanOrEqual(answered), soon);
      await killed(life.child);
      for (const n of life.durable) durable.add(n);
      seen.kills += 1;
    }

    proxy.reconnect();
    const cut = proxy.addRule({ method: "PUT", path: /\/send\//, fault: { kind: "cut", when: "after" }, times: 3 });
    for (let life = 0; life < 4; life += 1) {
      const from = puts();
      const running = await live(account, file);
      const until = from + chance(12);
      await vi.waitFor(
        async () => expect(puts() >= until || (await told(account, rooms[0]!)).length > 8).toBe(true),
        soon,
      );
      await killed(running.child);
      seen.kills += 1;
      if (life === 1) {
        await server.kill();
        await server.restart();
        seen.serverKills += 1;
      }
    }
    cut.remove();
    const last = await live(account, file);

    const sent = () => Promise.all(rooms.map((room) => told(account, room)));
    await vi.waitFor(
      async () => {
        const there = new Set((await sent()).flat());
        expect([...durable].filter((n) => !there.has(n))).toEqual([]);
      },
      { ...soon, interval: 100 },
    );
    await killed(last.child);
    const all = await sent();
    const flat = all.flat();
    seen.sends += durable.size;
    seen.lost += [...durable].filter((n) => !flat.includes(n)).length;
    seen.doubled += flat.length - new Set(flat).size;
    seen.disordered += all.filter((room) => room.some((n, at) => at > 0 && n < room[at - 1]!)).length;
  }
  figures("M11 outbox killed with SIGKILL on a real homeserver", seen);
  expect(seen).toMatchObject({ lost: 0, doubled: 0, disordered: 0 });
}, 900_000);
