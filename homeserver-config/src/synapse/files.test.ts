import { expect, test } from "vitest";
import type { HomeserverDescription } from "../description.ts";
import { clubLimits } from "../limits.ts";
import { newHomeserverSecrets } from "../secrets.ts";
import { synapseFiles } from "./files.ts";

const described = (change: Partial<HomeserverDescription> = {}): HomeserverDescription => ({
  serverName: "club.example",
  publicUrl: "https://club.example/",
  folder: "/srv/club",
  clientPort: 8008,
  federation: { peers: [] },
  limits: clubLimits,
  delayedEvents: { maxDelayDays: 7, perUser: 100 },
  appservices: [],
  publishers: [],
  maxUploadMegabytes: 50,
  secrets: newHomeserverSecrets(),
  forTests: false,
  ...change,
});

const settings = (description: HomeserverDescription): Record<string, unknown> => {
  const file = synapseFiles(description).find(({ path }) => path === "/srv/club/homeserver.yaml");
  return JSON.parse(file?.text ?? "") as Record<string, unknown>;
};

test("D3 what makes tests quick is for tests only", () => {
  const quick = ["bcrypt_rounds", "caches", "federation"];
  expect(Object.keys(settings(described({ forTests: true })))).toEqual(expect.arrayContaining(quick));
  for (const key of quick) expect(settings(described())).not.toHaveProperty(key);
});

test("D3 every listener is on loopback, and the open one offers clients, federation and OpenID", () => {
  const tls = { port: 8448, certificatePath: "/c", keyPath: "/k", authorityPath: "/a" };
  expect(settings(described({ federation: { peers: ["away.example"], tls } }))["listeners"]).toMatchObject([
    { port: 8008, bind_addresses: ["127.0.0.1"], resources: [{ names: ["client", "federation", "openid"] }] },
    { port: 8448, bind_addresses: ["127.0.0.1"], tls: true, resources: [{ names: ["federation"] }] },
  ]);
});

test("D3 nobody outside is asked: no notary, no peer that was not named, no report", () => {
  expect(settings(described())).toMatchObject({
    trusted_key_servers: [],
    federation_domain_whitelist: [],
    report_stats: false,
    url_preview_enabled: false,
  });
});

test("S4 D3 retention is on, deletes some times a day, and has no default policy, which would hide the past of rooms that never asked", () => {
  expect(settings(described())["retention"]).toEqual({ enabled: true, purge_jobs: [{ interval: "6h" }] });
});

test("B1 the registration claims the bridge's ghosts and aliases, and one ephemeral key only", () => {
  const appservice = {
    id: "bridge",
    url: "http://127.0.0.1:1",
    asToken: "as",
    hsToken: "hs",
    botLocalpart: "paceline",
  };
  const file = synapseFiles(described({ appservices: [appservice] })).find(({ path }) => path.includes("appservice"));
  const registration = JSON.parse(file?.text ?? "") as Record<string, unknown>;
  expect(registration).toMatchObject({
    sender_localpart: "paceline",
    receive_ephemeral: true,
    namespaces: { users: [{ exclusive: true, regex: String.raw`@paceline_.*:club\.example` }] },
  });
  expect(registration).not.toHaveProperty("de.sorunome.msc2409.push_ephemeral");
});

test("D3 the log never goes down to DEBUG, where SQL and bodies would be written", () => {
  const levels = synapseFiles(described())
    .map(({ text }) => text)
    .join("");
  expect(levels).not.toContain("DEBUG");
});
