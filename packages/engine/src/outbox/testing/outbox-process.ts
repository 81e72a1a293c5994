import { deviceId, failed, ok, roomId, txnId } from "@paceline/protocol";
import type { EventId, Result } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { RoomWriter } from "../../matrix/client-port.ts";
import type { Database } from "../../projection/database.ts";
import { record } from "../../projection/room-state.ts";
import { openOutbox } from "../outbox.ts";
import { outboxStore } from "../outbox-store.ts";
import type { Outbox } from "../outbox-port.ts";

/** A disk that survives the process. `commit` returns when it is on it. */
export type Disk = {
  readonly all: () => readonly { readonly key: string; readonly json: string }[];
  readonly commit: (put: readonly { key: string; json: string }[], remove: readonly string[]) => void;
};
export type Login = { readonly baseUrl: string; readonly accessToken: string; readonly deviceId: string };

/**
 * The outbox as a process that can be killed: raw HTTP instead of the SDK, `disk` instead of IndexedDB, and what is between them as in the product. Each
 * line of `orders` says `<room> <number>` and is answered by the number when the message is durable.
 */
export async function runOutbox(
  login: Login,
  disk: Disk,
  orders: AsyncIterable<string>,
  print: (line: string) => void,
): Promise<void> {
  const http = caller(login);
  const outbox = await openOutbox({
    store: outboxStore(databaseOn(disk)),
    writer: writerOver(http),
    history: { find: async () => failed("internal", "never", "no entry of this run is old enough to be looked for") },
    clock: {
      now: () => Date.now(),
      wake(at, then) {
        const timer = setTimeout(then, Math.max(0, at - Date.now()));
        return () => clearTimeout(timer);
      },
    },
    chance: Math.random,
    newTxnId: () => txnId(crypto.randomUUID()),
    deviceId: deviceId(login.deviceId),
  });
  void follow(http, outbox);
  print("ready");
  for await (const order of orders) {
    const [room = "", number = ""] = order.split(" ");
    const content = { msgtype: "m.text", body: number };
    void outbox
      .enqueue({ is: "event", roomId: roomId(room), type: "m.room.message", content })
      .then((taken) => (taken.ok ? print(number) : undefined));
  }
}

type Call = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: Record<string, unknown> }>;

const caller =
  ({ baseUrl, accessToken }: Login): Call =>
  async (method, path, body) => {
    const headers = { authorization: `Bearer ${accessToken}` };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(`${baseUrl}/_matrix/client/v3${path}`, init);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

function writerOver(http: Call): Pick<RoomWriter, "encryptAndPut" | "redact"> {
  const encode = encodeURIComponent;
  return {
    async encryptAndPut(room, type, content, id, kept): Promise<Result<EventId, EngineFailureCode>> {
      if ((await kept) === false) return failed("cancelled", "never");
      try {
        const { status, body } = await http("PUT", `/rooms/${encode(room)}/send/${type}/${id}`, content);
        if (status === 200) return ok(String(body["event_id"]) as EventId);
        return failed(status === 429 ? "rate-limited" : "server-unreachable", status < 429 ? "never" : "later");
      } catch {
        return failed("offline", "later");
      }
    },
    redact: async () => failed("unsupported", "never"),
  };
}

/** Echoes and the beginning of the first sync, as the engine's intake tells them. */
async function follow(http: Call, outbox: Outbox): Promise<void> {
  let since: string | undefined;
  for (;;) {
    try {
      const query = since === undefined ? "timeout=0" : `timeout=5000&since=${since}`;
      const { status, body } = await http("GET", `/sync?${query}`);
      if (status !== 200) throw new Error(`HTTP ${status}`);
      for (const room of Object.values(record(record(body["rooms"])["join"])))
        for (const event of record(record(room)["timeline"])["events"] as Record<string, unknown>[]) {
          const id = record(event["unsigned"])["transaction_id"];
          if (typeof id === "string") outbox.echoed(txnId(id), String(event["event_id"]) as EventId);
        }
      if (since === undefined) outbox.start();
      outbox.synced();
      outbox.reconnected();
      since = String(body["next_batch"]);
    } catch {
      // The next try finds out; a network that is away answers at once, so there is a breath between.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function databaseOn(disk: Disk): Pick<Database, "list" | "write"> {
  return {
    list: async () => disk.all().map(({ key, json }) => ({ key, value: JSON.parse(json) })),
    write: async (writes) => {
      const put = writes.flatMap((write) =>
        "put" in write ? [{ key: String(write.key), json: JSON.stringify(write.value) }] : [],
      );
      disk.commit(
        put,
        writes.flatMap((write) => ("remove" in write ? [String(write.key)] : [])),
      );
    },
  };
}
