import { expect, test } from "vitest";
import { linkInArguments, pathOfLink } from "./deep-link.ts";

test.each([
  ["paceline:", "/"],
  ["paceline:/club/abc", "/club/abc"],
  ["paceline://club/abc?x=1", "/club/abc?x=1"],
  ["matrix:roomid/abc?via=example.org", "/clubs?link=matrix%3Aroomid%2Fabc%3Fvia%3Dexample.org"],
  ["matrix:r/riders:example.org", "/clubs?link=matrix%3Ar%2Friders%3Aexample.org"],
  ["matrix:u/ana:example.org?action=chat", "/chats/new"],
])("D1 %s opens %s", (link, path) => {
  expect(pathOfLink(link)).toBe(path);
});

test.each(["https://example.org/", "javascript:alert(1)", "not a link", "file:///etc/passwd"])(
  "D1 %s opens nothing",
  (link) => {
    expect(pathOfLink(link)).toBeUndefined();
  },
);

test("D1 a path that a browser would read as another host is refused", () => {
  expect(pathOfLink("paceline:////evil.example/x")).toBeUndefined();
});

test("D1 the link is found among the words of a start", () => {
  expect(linkInArguments(["/opt/paceline", "--flag", "paceline:/chats"])).toBe("paceline:/chats");
  expect(linkInArguments(["/opt/paceline"])).toBeUndefined();
});
