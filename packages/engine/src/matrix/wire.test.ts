import { MatrixError } from "matrix-js-sdk";
import { roomId, txnId, userId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { Projection } from "../projection/projection.ts";
import type { CryptoRooms } from "./crypto-rooms.ts";
import { createEncryptor } from "./encryptor.ts";
import type { Http } from "./http.ts";
import { createRoomWriter } from "./wire.ts";

const ROOM = roomId("!one");

/** A room that a sync has brought without saying yet whether it is encrypted, at a server that knows. */
function writer(encryption: () => Promise<Record<string, unknown>>) {
  const calls: string[] = [];
  const http: Http = {
    call: async (method, path) => {
      calls.push(`${method} ${path.split("/").slice(3, 5).join("/")}`);
      return method === "GET" ? encryption() : { event_id: "$sent" };
    },
  };
  const rooms = { ensure: () => Promise.reject(new Error("room state lacks m.room.encryption")) };
  const projection = {
    loaded: Promise.resolve(),
    rooms: new Map([[ROOM, { membership: "join", encrypted: false }]]),
  };
  const known = projection as unknown as Projection;
  const encrypt = createEncryptor(http, rooms as unknown as CryptoRooms, known, userId("@ana:example.org"));
  const made = createRoomWriter(http, encrypt, known);
  const send = (kept?: Promise<boolean>) =>
    made.encryptAndPut(ROOM, "m.room.message", { body: "private" }, txnId("t"), kept);
  return { calls, send };
}

test("M1 not a clear word leaves for a room whose encryption is still to come with a sync", async () => {
  const { calls, send } = writer(async () => ({ algorithm: "m.megolm.v1.aes-sha2" }));
  expect(await send()).toMatchObject({ ok: false, failure: { retry: "later" } });
  expect(calls).toEqual(["GET state/m.room.encryption"]);
});

test("M1 a room that has no encryption is asked about once", async () => {
  const { calls, send } = writer(() => Promise.reject(new MatrixError({ errcode: "M_NOT_FOUND" }, 404)));
  expect([await send(), await send()]).toMatchObject([{ value: "$sent" }, { value: "$sent" }]);
  expect(calls).toEqual(["GET state/m.room.encryption", "PUT send/m.room.message", "PUT send/m.room.message"]);
});

test("M1 a server that does not answer gets nothing", async () => {
  const { calls, send } = writer(() => Promise.reject(new MatrixError({ errcode: "M_UNKNOWN" }, 502)));
  expect(await send()).toMatchObject({ ok: false, failure: { code: "server-unreachable", retry: "later" } });
  expect(calls).toHaveLength(1);
});

test("M11 what is to be kept first leaves when it is, and not at all where it cannot be", async () => {
  const { calls, send } = writer(() => Promise.reject(new MatrixError({ errcode: "M_NOT_FOUND" }, 404)));
  expect(await send(Promise.resolve(false))).toMatchObject({ ok: false, failure: { code: "cancelled" } });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const sending = send(promise);
  await new Promise<void>((done) => void setImmediate(done));
  expect(calls).toEqual(["GET state/m.room.encryption"]);
  resolve(true);
  expect(await sending).toMatchObject({ value: "$sent" });
  expect(calls).toEqual(["GET state/m.room.encryption", "PUT send/m.room.message"]);
});
