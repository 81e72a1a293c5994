import type { Page } from "@playwright/test";
import { Refusal } from "@paceline/testkit/plain-client";
import type { PlainClient } from "@paceline/testkit/plain-client";
import { count, figures } from "@paceline/testkit/counts";
import { Rider } from "../people/rider.ts";
import { expect, test } from "../world.ts";
import { chance } from "./chance.ts";
import { encryptedGroup } from "./group.ts";
import { hostileHtml } from "./hostile-html.ts";
import { EVENT_NAMES, malformed } from "./malformed.ts";
import { closedPort, json, strangeServer, webPage } from "./strange-servers.ts";

/** Hostile messages that come in before the page is looked at: no more than are in sight together. */
const AT_ONCE = 4;

test("M6 M12 a server that is none, and a wrong password, each get a clear sentence", async ({
  browser,
  people,
  stack,
}) => {
  const ana = await Rider.at(browser, stack.origin, await people.account("Ana"));
  const { page } = ana;
  const server = page.getByLabel("Homeserver");
  const none = "There’s no Matrix server at this address. Check the spelling.";
  const silent = "The server doesn’t answer. Check the address or try again in a moment.";
  const servers = [
    await strangeServer(webPage),
    await strangeServer(json({ hello: "world" })),
    await strangeServer(json({ versions: "all of them" })),
    await strangeServer(json({ "m.homeserver": { base_url: 7 } })),
    await strangeServer((response) => response.destroy()),
  ];
  const sentences: readonly (readonly [string, string])[] = [
    ...servers.slice(0, 4).map(({ address }) => [address, none] as const),
    [servers[4]?.address ?? "", silent],
    [await closedPort(), silent],
    ["http://127.0.0.1:1:1", "Something in there doesn’t fit. Check what you entered."],
  ];
  for (const [address, sentence] of sentences) {
    await server.fill(address);
    await expect(page.getByText(sentence), address).toBeVisible();
    // The next address must bring its sentence anew.
    await server.fill(stack.origin);
    await expect(page.getByText(/^Found /)).toBeVisible();
  }
  await page.getByLabel("Name", { exact: true }).fill(ana.account.localpart);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("That name or password isn’t right.")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(ana.account.localpart);
  await page.getByLabel("Password").fill(ana.account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("How should people know you?")).toBeVisible();
  await ana.close();
  for (const one of servers) await one.stop();
});

test("M6 M12 E4 a message of 60 KiB, hostile markup, malformed events and a flood of reactions: shown or skipped, nothing stuck", async ({
  people,
}) => {
  test.setTimeout(3_000_000);
  const dice = chance();
  const ana = await people.rider("Ana");
  const { client } = await people.plain("Pat");
  const watch = await watched(ana.page);
  const roomId = await encryptedGroup(client, "Stress", [ana]);
  await ana.to(`/chats/${encodeURIComponent(roomId)}`);
  await ana.say("Start");
  await expect(ana.message("Start")).toBeVisible();

  await test.step("60 KiB: a sentence, the text is kept, the next message goes out", async () => {
    const long = "sixty kibibytes ".repeat((60 * 1024) / 16);
    await ana.say(long);
    await expect(ana.page.getByText("This is too large for the server.").last()).toBeVisible();
    await expect(ana.composer()).toHaveValue(long.trim());
    await ana.say("Shorter");
    await client.message(roomId, "Shorter");
  });

  await test.step("hostile markup: nothing runs, nothing is asked for outside", async () => {
    const rows = ana.page.getByRole("log").getByRole("article");
    let above = "Shorter";
    for (let first = 0; first < hostileHtml.length; first += AT_ONCE) {
      const some = hostileHtml.slice(first, first + AT_ONCE);
      for (const markup of some)
        await client.say(roomId, "Markup.", { format: "org.matrix.custom.html", formatted_body: `${markup} end` });
      const below = `After markup ${first}.`;
      await client.say(roomId, below);
      await expect(ana.message(below), some.join("\n")).toBeVisible();
      // The page has put each of them in its place, whatever is left of it.
      const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
      const place = (words: string): number => labels.findIndex((label) => label.endsWith(words));
      expect(place(below) - place(above), labels.join("\n")).toBe(some.length + 1);
      above = below;
    }
    for (const link of await ana.page.getByRole("log").getByRole("link").all())
      expect(await link.getAttribute("href")).toMatch(/^(https:|\/)/);
    await ana.page.getByRole("log").hover();
  });

  const malformedCount = count("malformed events of our types", { quick: 45, prove: 10_000 });
  const refused = await test.step("malformed events: skipped, later messages are shown", async () => {
    const card = await client.say(roomId, "A card to refer to");
    const senders = [client];
    for (const name of ["Eva", "Tom", "Kim"]) {
      const other = (await people.plain(name)).client;
      await client.invite(roomId, other.userId);
      await other.join(roomId);
      senders.push(other);
    }
    let [sent, no] = [0, 0];
    // Each of them one after the other: a client has one key for a room. Only the maker of the room may set its state.
    const spoil = async (sender: PlainClient): Promise<void> => {
      while (sent < malformedCount) {
        const { type, content, stateKey } = malformed(EVENT_NAMES[sent++ % EVENT_NAMES.length] ?? "club", dice, card);
        const sending =
          stateKey === undefined
            ? sender.send(roomId, type, content)
            : client.setState(roomId, type, content, stateKey);
        const refused = await sending.then(() => 0, refusal);
        no += refused;
      }
    };
    await Promise.all(senders.map(spoil));
    await client.say(roomId, "After the bad ones");
    await expect(ana.message("After the bad ones")).toBeVisible();
    await ana.page.reload();
    await expect(ana.message("After the bad ones")).toBeVisible();
    return no;
  });

  const reactions = count("reactions on one message", { quick: 80, prove: 1_000 });
  const longestTask = await test.step("a flood of reactions on one message: the page goes on answering", async () => {
    const target = await client.say(roomId, "React to this");
    await expect(ana.message("React to this")).toBeVisible();
    await watch.tasks.reset();
    await flood(client, roomId, target, reactions);
    await ana.say("Still here");
    await expect(ana.message("Still here")).toBeVisible();
    await client.message(roomId, "Still here");
    // The first sixty kinds are shown, however many there are.
    await expect(ana.page.getByRole("log").getByRole("button", { name: /^r\d+/ })).toHaveCount(60);
    return watch.tasks.longest();
  });

  const { seen } = watch;
  figures("M12 bad input", {
    seed: dice.seed,
    markup: hostileHtml.length,
    malformed: malformedCount,
    refusedByServer: refused,
    reactions,
    longestTaskMs: longestTask,
    executions: seen.executions.length,
    outside: seen.outside.length,
    violations: seen.violations.length,
  });
  expect(seen).toEqual({ executions: [], outside: [], violations: [], errors: [] });
});

/** The server may refuse what breaks its own rules; anything else is a fault of the test. */
const refusal = (error: unknown): number => {
  if (error instanceof Refusal && error.status === 400) return 1;
  throw error;
};

/** Reactions with different keys, a few at a time. */
async function flood(client: PlainClient, roomId: string, target: string, wanted: number): Promise<void> {
  let next = 1;
  const react = async (): Promise<void> => {
    while (next <= wanted) await client.react(roomId, target, `r${next++}`);
  };
  await Promise.all(Array.from({ length: 8 }, react));
}

/** Notes, over reloads as well, everything that a page must never do: run a message's code, ask for anything outside, break the policy, throw. */
async function watched(page: Page) {
  const seen = {
    executions: [] as string[],
    outside: [] as string[],
    violations: [] as string[],
    errors: [] as string[],
  };
  const own = new URL(page.url()).origin;
  page.context().on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== own && protocol !== "data:" && protocol !== "blob:") seen.outside.push(request.url());
  });
  page.on("pageerror", (error) => void seen.errors.push(error.message));
  page.on("dialog", (dialog) => {
    seen.executions.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.exposeFunction("noted", (kind: "executions" | "violations", what: string) => void seen[kind].push(what));
  await page.addInitScript(() => {
    const scope = globalThis as unknown as { noted(kind: string, what: string): void; longestTask: number };
    scope.longestTask = 0;
    Object.defineProperty(scope, "pwned", {
      set() {
        scope.noted("executions", "trap");
      },
    });
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      scope.noted("violations", `${effectiveDirective} ${blockedURI}`),
    );
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        scope.longestTask = Math.max(scope.longestTask, Math.round(duration));
    }).observe({ type: "longtask" });
  });
  return {
    seen,
    tasks: {
      reset: () => page.evaluate(() => void Reflect.set(globalThis, "longestTask", 0)),
      longest: () => page.evaluate((): number => Reflect.get(globalThis, "longestTask")),
    },
  };
}
