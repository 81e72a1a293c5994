import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import type { Receiver } from "./receivers.ts";

/**
 * Sends transactions as Synapse does, one after the other over one connection, each as soon as the one before is
 * acknowledged. Bodies are made before the clock starts. Answers acknowledged events per second.
 */
export const eventsPerSecond = async (
  { url, token }: Receiver,
  transactions: number,
  eventsEach: number,
): Promise<number> => {
  const bodies = Array.from({ length: transactions }, () => Buffer.from(transaction(eventsEach)));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const started = performance.now();
  for (const [index, body] of bodies.entries()) {
    const status = await put(agent, `${url}/_matrix/app/v1/transactions/${index}`, token, body);
    if (status !== 200) throw new Error(`transaction answered with ${status}`);
  }
  const seconds = (performance.now() - started) / 1_000;
  agent.destroy();
  return (transactions * eventsEach) / seconds;
};

const put = (agent: Agent, url: string, token: string, body: Buffer): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      "Content-Length": body.length,
    };
    request(url, { method: "PUT", agent, headers }, (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    })
      .once("error", reject)
      .end(body);
  });

/** Encrypted messages of ordinary size in twenty rooms: most of what a club's bridge is told. */
const transaction = (events: number): string =>
  JSON.stringify({
    events: Array.from({ length: events }, (_, index) => ({
      event_id: `$${randomBytes(32).toString("base64url")}`,
      room_id: `!room-${index % 20}-of-the-bench`,
      type: "m.room.encrypted",
      sender: "@rider:bench.test",
      origin_server_ts: 1_795_000_000_000,
      content: {
        algorithm: "m.megolm.v1.aes-sha2",
        ciphertext: "A".repeat(400),
        device_id: "DEVICE",
        sender_key: "B".repeat(43),
        session_id: "C".repeat(43),
      },
      unsigned: { age: 12 },
    })),
  });
