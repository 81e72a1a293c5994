import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  eventId,
  isEventId,
  isMxcUri,
  isRoomId,
  isUserId,
  localpart,
  mxcUri,
  roomId,
  serverOf,
  userId,
} from "./ids.ts";

describe("ids", () => {
  test.each(["@ada:example.org", "@ada:localhost:8448", "@a/b=c_d-e.f:[::1]:80", "@ädä:example.org"])(
    "C2 %j is a user id",
    (id) => {
      expect(isUserId(id)).toBe(true);
    },
  );

  test.each([["!abc:example.org"], ["!0TmnCDiCd0aD6vt0Fqbnhi2TZbKkbBoOLFe7Oi3_pEk"]])(
    "C2 %s is a room id, of either form",
    (id) => {
      expect(isRoomId(id)).toBe(true);
    },
  );

  test.each([
    "",
    "@",
    "@a",
    "a:b",
    "@:b",
    "@a:",
    "@a b:c",
    "@a:b\n",
    "!",
    "! x",
    "$",
    "#a:b",
    "mxc://a",
    "mxc://a/b/c",
    "mxc://a/../b",
  ])("C2 %j is no id of ours", (text) => {
    expect([isUserId, isRoomId, isEventId, isMxcUri].map((is) => is(text))).toEqual([false, false, false, false]);
  });

  test.each([undefined, null, 7, {}, ["@a:b"]])("C2 %j is no text and so no id", (value) => {
    expect([isUserId, isRoomId, isEventId, isMxcUri].map((is) => is(value))).toEqual([false, false, false, false]);
  });

  test("C2 an id may have 255 bytes, counted in UTF-8", () => {
    expect([isEventId(`$${"a".repeat(254)}`), isEventId(`$${"a".repeat(255)}`)]).toEqual([true, false]);
    expect([isUserId(`@${"é".repeat(126)}:b`), isUserId(`@${"é".repeat(127)}:b`)]).toEqual([true, false]);
  });

  test("C2 what is not of its form throws without saying what it was", () => {
    const secret = "syt_secret_token";
    for (const make of [userId, roomId, eventId, mxcUri]) {
      expect(() => make(secret)).toThrow(TypeError);
      expect(() => make(secret)).not.toThrow(secret);
    }
  });

  test("C2 a user id is its local part and its server", () => {
    const local = fc.stringMatching(/^[a-z0-9._=/+-]{1,40}$/);
    const server = fc.constantFrom("example.org", "localhost:8448", "[::1]:80");
    fc.assert(
      fc.property(local, server, (name, host) => {
        const id = userId(`@${name}:${host}`);
        expect([localpart(id), serverOf(id)]).toEqual([name, host]);
      }),
    );
  });
});
