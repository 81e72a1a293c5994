import { expect, test } from "vitest";
import { createPost } from "./post.ts";
import { isPublicUrl } from "./public-address.ts";

test.each([
  "https://fcm.googleapis.com/fcm/send/abc",
  "https://updates.push.services.mozilla.com/wpush/v2/abc",
  "https://web.push.apple.com:443/abc",
  "https://8.8.8.8/push",
  "https://[2606:4700::1111]/push",
])("S5 %s is an address of the public internet", (url) => {
  expect(isPublicUrl(url)).toBe(true);
});

test.each([
  ["plain http", "http://fcm.googleapis.com/send"],
  ["this machine", "https://127.0.0.1/push"],
  ["this machine by name", "https://localhost/push"],
  ["this machine by a name below it", "https://push.localhost/x"],
  ["this machine in other notations", "https://0x7f.1/push"],
  ["this machine as a number", "https://2130706433/push"],
  ["this machine in IPv6", "https://[::1]/push"],
  ["IPv4 in IPv6 clothes", "https://[::ffff:127.0.0.1]/push"],
  ["IPv4 behind NAT64", "https://[64:ff9b::7f00:1]/push"],
  ["a private network", "https://192.168.1.4/push"],
  ["another", "https://10.0.0.1:8448/"],
  ["the cloud's own address", "https://169.254.169.254/latest/meta-data"],
  ["a private network in IPv6", "https://[fd00::1]/push"],
  ["a name without a dot", "https://postgres:5432/"],
  ["a name of a private network", "https://nas.local/push"],
  ["a name with a dot at its end", "https://localhost./push"],
  ["somebody's password", "https://user:secret@push.example.org/"],
  ["no address", "push"],
])("S5 an endpoint may not be %s", (_what, url) => {
  expect(isPublicUrl(url)).toBe(false);
});

test("S5 what is refused is not connected to, also when it was stored before it was refused", async () => {
  await expect(createPost(false)("https://127.0.0.1:9/push", {}, Buffer.alloc(0))).rejects.toMatchObject({
    code: "EPRIVATE",
  });
});
