import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const right = {
  homeserverUrl: "http://127.0.0.1:8008/",
  serverName: "example.org",
  asToken: "a-long-secret-of-the-appservice",
  hsToken: "a-long-secret-of-the-homeserver",
  listen: { host: "127.0.0.1", port: 0 },
  dataDir: "/var/lib/paceline",
  botLocalpart: "paceline",
  publicUrl: "https://bridge.example.org",
};

const MAIL = { host: "smtp.example.org", port: 587, from: "paceline@example.org" };

test("B9 what may be left out follows from the rest, and addresses lose their last slash", () => {
  const read = readConfig(right);
  expect(read).toMatchObject({
    ok: true,
    value: { homeserverUrl: "http://127.0.0.1:8008", appserviceId: "paceline", allowedServers: ["example.org"] },
  });
});

test.each([
  ["homeserverUrl", "ftp://x", '"homeserverUrl" must be an address that begins with http:// or https://.'],
  [
    "serverName",
    "https://example.org",
    '"serverName" must be a server name such as example.org, without https:// and without a path.',
  ],
  ["asToken", "short", '"asToken" must have at least 16 characters.'],
  ["hsToken", undefined, '"hsToken" must be the text of the registration file.'],
  ["listen", { host: "127.0.0.1", port: 70_000 }, '"listen.port" must be below 65536.'],
  ["listen", { host: "127.0.0.1", port: "8080" }, '"listen.port" must be a whole number.'],
  ["dataDir", "", '"dataDir" must not be empty.'],
  [
    "botLocalpart",
    "@bot:example.org",
    '"botLocalpart" must be the part of a user id between @ and the colon, in lower case.',
  ],
  [
    "allowedServers",
    ["https://x"],
    '"allowedServers.0" must be a server name such as example.org, without https:// and without a path.',
  ],
  ["push", {}, '"push.subject" must be an address of yours.'],
  [
    "push",
    { subject: "operator@example.org" },
    '"push.subject" must be mailto: with a mail address, or an https:// address.',
  ],
  ["mail", "smtp.example.org", '"mail" must be an object with host, port and from.'],
  ["mail", { ...MAIL, port: 0 }, '"mail.port" must be above 0.'],
  ["mail", { ...MAIL, encryption: "ssl" }, '"mail.encryption" must be tls, starttls or none.'],
  ["mail", { ...MAIL, from: "Paceline" }, '"mail.from" must be the mail address that mails come from.'],
  ["mail", { ...MAIL, user: "paceline" }, '"mail" must have user and password, or neither.'],
])("B9 a wrong %s gets a sentence", (field, value, sentence) => {
  const read = readConfig({ ...right, [field]: value });
  expect(read).toMatchObject({ ok: false, failure: { cause: sentence } });
});

test("B9 what is no configuration gets one sentence, and no secret is repeated", () => {
  expect(readConfig(undefined)).toMatchObject({ failure: { cause: "The configuration must be one JSON object." } });
  const wrong = readConfig({ ...right, asToken: "hunter2" });
  expect(JSON.stringify(wrong)).not.toContain("hunter2");
});

test("S5 without push and mail there are no such ways; a mail server is spoken to encrypted unless that is switched off", () => {
  expect(readConfig(right)).not.toHaveProperty("value.push");
  const read = readConfig({ ...right, mail: MAIL, push: { subject: "mailto:operator@example.org" } });
  expect(read).toMatchObject({ value: { mail: { encryption: "starttls" }, push: { allowPrivateEndpoints: false } } });
});
