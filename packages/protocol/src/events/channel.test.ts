import { expect, test } from "vitest";
import { CHANNEL_KINDS } from "./channel.ts";
import { decode } from "./decode.ts";

test.each(CHANNEL_KINDS)("C2 a channel may be for %s", (kind) => {
  expect(decode("channel", { v: 1, kind }).is).toBe("valid");
});

test("C2 a channel of another kind, or of a club that is no room, is malformed", () => {
  expect(decode("channel", { v: 1, kind: "board" })).toEqual({ is: "malformed", path: "kind" });
  expect(decode("channel", { v: 1, kind: "chat", club: "@bot:example.org" })).toEqual({
    is: "malformed",
    path: "club",
  });
});
