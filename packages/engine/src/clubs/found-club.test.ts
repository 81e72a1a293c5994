import { expect, test } from "vitest";
import { readLink } from "./found-club.ts";

test.each([
  [
    "https://matrix.to/#/!club%3Aexample.org?via=example.org&via=b.org",
    { room: "!club:example.org", via: ["example.org", "b.org"] },
  ],
  ["https://matrix.to/#/#riders:example.org", { room: "#riders:example.org", via: ["example.org"] }],
  ["https://matrix.to/#/!v12idWithoutServer?via=example.org", { room: "!v12idWithoutServer", via: ["example.org"] }],
  ["matrix:roomid/club:example.org?via=b.org", { room: "!club:example.org", via: ["b.org"] }],
  ["matrix:r/riders:example.org", { room: "#riders:example.org", via: ["example.org"] }],
  [" #riders:example.org ", { room: "#riders:example.org", via: ["example.org"] }],
  ["!v12idWithoutServer", { room: "!v12idWithoutServer", via: [] }],
  ["https://matrix.to/#/@ana:example.org", undefined],
  ["https://evil.example/#/!club:example.org", undefined],
  ["https://matrix.to/#/%E0%A4%A", undefined],
  ["matrix:u/ana:example.org", undefined],
  ["", undefined],
])("C5 a link to a club is read: %s", (link, expected) => {
  expect(readLink(link)).toEqual(expected);
});
