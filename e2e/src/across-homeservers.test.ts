import { federatedPlaces } from "@paceline/testkit/synapse";
import type { Stack } from "@paceline/scripts/stack";
import { PlainClient } from "@paceline/testkit/plain-client";
import { gather } from "./people/people.ts";
import type { People } from "./people/people.ts";
import { whoComes } from "./people/roster.ts";
import type { Account, Rider } from "./people/rider.ts";
import { expect, startForTests, test as base } from "./world.ts";

/**
 * Two towns, each with a homeserver, a bridge and a client of its own; they federate with each other alone. A worker of its own starts them, so the
 * name of this file is the first of all: as the last it would run when the other worker has nothing left to do.
 */
const test = base.extend<{ away: People }, { towns: { readonly home: Stack; readonly away: Stack } }>({
  towns: [
    async ({}, use) => {
      const certificates = await federatedPlaces();
      const home = await startForTests({ place: certificates.places[0] });
      const away = await startForTests({ place: certificates.places[1] });
      await use({ home, away });
      await Promise.all([home.stop(), away.stop()]);
      await certificates.remove();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  stack: [async ({ towns }, use) => use(towns.home), { scope: "worker" }],
  away: async ({ towns, browser }, use, info) => {
    await using gathered = gather(towns.away, browser, `away-${info.repeatEachIndex}`);
    await use(gathered.people);
  },
});

/** The newest roster of a room, as that person's own homeserver gives it. */
async function rosterAt(stack: Stack, { localpart, password }: Account, roomId: string): Promise<unknown> {
  const client = await PlainClient.signIn(stack.synapse.baseUrl, localpart, password, { encryption: false });
  const { chunk } = await client.http.request<{ chunk: { type: string; event_id: string; content: unknown }[] }>(
    "GET",
    `/rooms/${encodeURIComponent(roomId)}/messages`,
    { query: { dir: "b", limit: 100 } },
  );
  const newest = chunk.find(({ type }) => type === "club.paceline.roster");
  await client.signOut();
  return newest === undefined ? undefined : { id: newest.event_id, content: newest.content };
}

test("C2 a member of a second homeserver joins the open club by its link, reads and answers; both sides agree", async ({
  people,
  away,
  towns,
}) => {
  const ana = await people.rider("Ana");
  await ana.makeClub("Riverside", "Everybody");
  const link = await ana.shareLink();
  const clubUrl = ana.page.url();
  await ana.openChannel("Announcements");
  await ana.say("The bridge by the mill is closed");
  await expect(ana.message("The bridge by the mill is closed")).toBeVisible();
  await ana.to(clubUrl);
  await ana.postMeetup({ title: "Mill loop", place: "Boathouse", seats: 1 });
  const card = new URL(ana.page.url()).pathname;
  await ana.answer("Going");
  await expect.poll(() => whoComes(ana)).toEqual({ confirmed: ["Ana"], waiting: "" });

  const fay = await away.rider("Fay");
  await test.step("Fay joins by the link, in the client of her own server", async () => {
    await fay.findClub(link);
    await fay.page.getByRole("button", { name: "Join", exact: true }).click();
    await expect(fay.page.getByRole("heading", { name: "Riverside", level: 1 })).toBeVisible();
  });

  await test.step("she reads what was announced and planned before she came", async () => {
    await expect(fay.page.getByText("The bridge by the mill is closed")).toBeVisible();
    await fay.page
      .getByRole("link", { name: /Mill loop/ })
      .first()
      .click();
    await expect(fay.page.getByRole("heading", { name: "Mill loop" })).toBeVisible();
    expect(new URL(fay.page.url()).pathname).toBe(card);
    await expect.poll(() => whoComes(fay)).toEqual({ confirmed: ["Ana"], waiting: "" });
  });

  const both = async (expected: Awaited<ReturnType<typeof whoComes>>): Promise<void> => {
    for (const rider of [ana, fay] satisfies Rider[]) await expect.poll(() => whoComes(rider)).toEqual(expected);
  };
  await test.step("her answer waits for the one seat, on both sides", async () => {
    await fay.answer("Going");
    await both({ confirmed: ["Ana"], waiting: "1 waiting: Fay" });
  });
  await test.step("Ana can't come: Fay is in, on both sides", async () => {
    await ana.answer("Can’t");
    await both({ confirmed: ["Fay"], waiting: "" });
  });

  await test.step("both homeservers hold the same newest roster", async () => {
    await fay.to(new URL(clubUrl).pathname);
    await fay.page
      .getByRole("main")
      .getByRole("link", { name: /^Meetups/ })
      .click();
    await expect(fay.composer()).toBeVisible();
    const roomId = decodeURIComponent(new URL(fay.page.url()).pathname.split("/chats/")[1] ?? "");
    const confirmed = { content: { confirmed: [{ user: fay.account.userId }], waitlist: [] } };
    const atHome = () => rosterAt(towns.home, ana.account, roomId);
    await expect.poll(atHome).toMatchObject(confirmed);
    // It is kept at home, and goes from there to the other side.
    await expect.poll(() => rosterAt(towns.away, fay.account, roomId)).toEqual(await atHome());
  });
});
