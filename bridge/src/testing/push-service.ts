import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Subscription } from "../store/way-out-store.ts";

export type ReceivedPush = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** A push service on loopback, with a device behind it that opens what it gets: RFC 8291 and RFC 8292 read a second time, on bare `node:crypto`. */
export type PushService = {
  readonly received: readonly ReceivedPush[];
  /** A new subscription of the device. */
  subscribe(): Subscription;
  open(push: ReceivedPush): string;
  /** What the next pushes are answered, 201 afterwards. */
  answerWith(...statuses: readonly number[]): void;
  close(): void;
};

export const startPushService = async (): Promise<PushService> => {
  const received: ReceivedPush[] = [];
  const statuses: number[] = [];
  const device = createECDH("prime256v1");
  device.generateKeys();
  const auth = randomBytes(16);
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => void parts.push(part));
    request.on("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(statuses.shift() ?? 201, { "Retry-After": "0" }).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    received,
    subscribe: () => ({
      endpoint: `http://127.0.0.1:${port}/push/${randomBytes(8).toString("hex")}`,
      keys: { p256dh: device.getPublicKey("base64url"), auth: auth.toString("base64url") },
    }),
    open: ({ body }) => {
      // RFC 8188, section 2.1: salt, record size, length of the key id, key id.
      const [salt, length] = [body.subarray(0, 16), body[20] ?? 0];
      const sender = body.subarray(21, 21 + length);
      const sealed = body.subarray(21 + length);
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), device.getPublicKey(), sender]);
      const secret = hkdfSync("sha256", device.computeSecret(sender), auth, info, 32);
      const derive = (what: string, size: number): Buffer =>
        Buffer.from(hkdfSync("sha256", Buffer.from(secret), salt, `Content-Encoding: ${what}\0`, size));
      const cipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
      cipher.setAuthTag(sealed.subarray(-16));
      const record = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
      return record.subarray(0, record.lastIndexOf(2)).toString();
    },
    answerWith: (...next) => void statuses.push(...next),
    close: () => void server.close(),
  };
};

/** Claims of a push's VAPID token; throws where its signature is not of the key it names. */
export const vapidClaims = ({ headers }: ReceivedPush): { readonly key: string; readonly claims: unknown } => {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? "") ?? [];
  const [head = "", body = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify("sha256", signed, { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url")))
    throw new Error("the VAPID token is not signed by its key");
  return { key, claims: JSON.parse(Buffer.from(body, "base64url").toString()) };
};
