import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RawEvent } from "../plain-client/index.ts";

/** One push as it arrived. */
export type Heard = {
  readonly id: string;
  readonly at: number;
  readonly answered: number;
  readonly authorization: string | undefined;
  readonly events: readonly RawEvent[];
  readonly body: Readonly<Record<string, unknown>>;
};

/** An appservice that writes down what it is pushed and refuses as long as it is told to. */
export type AppserviceEar = {
  readonly url: string;
  readonly heard: Heard[];
  readonly pings: unknown[];
  /** Transactions are answered with 500 while this is true. */
  deaf: boolean;
  /** Transactions are heard and never answered (`answered: 0`) while this is true. */
  mute: boolean;
  readonly stop: () => Promise<void>;
};

export async function startAppserviceEar(): Promise<AppserviceEar> {
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Readonly<Record<string, unknown>>;
      const where = request.url ?? "";
      const id = /\/transactions\/([^/?]+)/.exec(where)?.[1];
      const answered = id === undefined ? 200 : ear.mute ? 0 : ear.deaf ? 500 : 200;
      if (id === undefined) ear.pings.push(body["transaction_id"]);
      else {
        const events = (body["events"] ?? []) as readonly RawEvent[];
        ear.heard.push({ id, at: Date.now(), answered, authorization: request.headers.authorization, events, body });
      }
      if (answered === 0) return;
      response.writeHead(answered, { "Content-Type": "application/json" }).end("{}");
    });
  });
  const listening = Promise.withResolvers<void>();
  http.listen(0, "127.0.0.1", () => listening.resolve());
  await listening.promise;
  const ear: AppserviceEar = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    heard: [],
    pings: [],
    deaf: false,
    mute: false,
    stop: () => {
      const closed = Promise.withResolvers<void>();
      http.close(() => closed.resolve());
      http.closeAllConnections();
      return closed.promise;
    },
  };
  return ear;
}
