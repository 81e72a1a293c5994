import { expect, test } from "vitest";
import { openAna } from "../testing/open-projection.ts";
import { featuresIn, renewOffers } from "./offers.ts";

const BRIDGE = { base_url: "https://example.org/bridge/", bot: "@paceline:example.org" };
const able = {
  capabilities: {
    "m.room_versions": { available: { "12": "stable" } },
    "org.matrix.msc4140.delayed_events": { max_delay_ms: 86_400_000 },
  },
};

/** Asks a server that says this of itself. */
async function asking(wellKnown: object | undefined, capabilities: object) {
  const projection = await openAna();
  const asked: string[] = [];
  const web: typeof fetch = async (input) => {
    asked.push(new Request(input).url);
    return wellKnown === undefined ? new Response("gone", { status: 502 }) : Response.json(wellKnown);
  };
  const http = { call: async () => capabilities as Record<string, unknown> };
  /** Whether there was news. */
  async function ask(): Promise<boolean> {
    let news = false;
    await renewOffers({ http, projection, fetch: web, onNews: async () => void (news = true) });
    return news;
  }
  return { projection, ask, asked };
}

test("S5 M6 a bridge that the server names by now is kept, once, and the tokens beside it", async () => {
  const { projection, ask, asked } = await asking({ "club.paceline.bridge": BRIDGE }, able);
  expect(await ask()).toBe(true);
  expect(projection.session).toMatchObject({
    bridgeUrl: "https://example.org/bridge",
    bot: BRIDGE.bot,
    accessToken: "token",
  });
  expect(asked).toEqual(["https://example.org/.well-known/matrix/client"]);
  expect(await ask()).toBe(false);
});

test("S5 M6 a server that holds events from now on is known to", async () => {
  const { projection, ask } = await asking({}, { capabilities: {} });
  expect(await ask()).toBe(true);
  expect(projection.session?.features).toEqual({ delayedEvents: false, roomVersion: "11" });
  expect(featuresIn(able)).toEqual({ delayedEvents: true, roomVersion: "12" });
});

test.each([
  ["that cannot be asked", undefined],
  ["that names none", {}],
])("S5 M6 a bridge that is known stays so with a well-known %s", async (_what, wellKnown) => {
  const { projection, ask } = await asking(wellKnown, able);
  await projection.changeSession({ bridgeUrl: "https://example.org/bridge" });
  expect(await ask()).toBe(false);
  expect(projection.session?.bridgeUrl).toBe("https://example.org/bridge");
});

test("M6 two changes of the session at once: none undoes the other", async () => {
  const projection = await openAna();
  await Promise.all([
    projection.changeSession({ accessToken: "new", refreshToken: "next" }),
    projection.changeSession({ language: "de" }),
    projection.changeSession({ displayName: "Ana B." }),
  ]);
  expect(projection.session).toMatchObject({
    accessToken: "new",
    refreshToken: "next",
    language: "de",
    displayName: "Ana B.",
  });
});
