import { dirname } from "node:path";
import { readFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { figures } from "@paceline/testkit/counts";
import type { Stack } from "@paceline/scripts/stack";
import { filesBelow, memoryOf, placesOf } from "./bytes.ts";
import type { Bytes } from "./bytes.ts";
import { chance } from "./chance.ts";
import { expect, test } from "./homes.ts";
import { unsnappy } from "./level-db.ts";

/** What bridge and homeserver write into their logs at every start. */
const START = /bridge started|STARTING SERVER/;

const letters = chance();
/** A word that nobody else has written. */
const word = (): string => Array.from({ length: 18 }, () => "bcdfghjklmnpqrstvwxz"[letters.below(20)]).join("");

const written = {
  message: word(),
  edit: word(),
  announcement: word(),
  title: word(),
  place: word(),
  notes: word(),
  answer: word(),
  draft: word(),
};

test("B5 the search reads what LevelDB has packed", () => {
  // "paceline", then a copy of 16 from 8 back: longer than what lies there yet.
  expect(unsnappy(Buffer.from([24, 28, ...Buffer.from("paceline"), 62, 8, 0])).toString()).toBe("paceline".repeat(3));
});

test("B5 where memory cannot be searched, the search says so instead of finding nothing", () => {
  expect(() => memoryOf(process.pid, "darwin")).toThrow("can be searched on Linux alone, and this is darwin");
});

test("B5 M1 canary words of a private club are nowhere but in its members' pages", async ({ stack, home }) => {
  const homes = [await home("Ana"), await home("Ben")] as const;
  const [ana, ben] = [homes[0].rider, homes[1].rider];

  const control = word();
  await test.step("control: a word in an open club is in the homeserver's database", async () => {
    await ana.makeClub("Open Wheels", "Everybody");
    await ana.openChannel("Announcements");
    await ana.say(`All welcome ${control}`);
    await expect(ana.message(control)).toBeVisible();
    await expect.poll(async () => placesOf(control, await synapseFiles(stack))).not.toEqual([]);
  });

  await ana.makeClub("Quiet Wheels", "Whom you let in");
  const clubUrl = ana.page.url();
  await ben.askToJoin(await ana.shareLink(), "Ana told me");
  await ana.page.getByRole("button", { name: "Let in" }).click();
  await expect(ana.page.getByText("Ben is in, and can read earlier messages.").first()).toBeVisible();

  const roomId = await test.step("messages, an edit, an announcement, a draft", async () => {
    await ana.openChannel("General");
    await ana.say(`The road ${written.message}`);
    await ben.to(clubUrl);
    await ben.openChannel("General");
    await expect(ben.message(written.message)).toBeVisible();
    await ben.say("Which road?");
    await expect(ben.page.getByRole("article", { name: "Which road?" })).toContainText(/Sent|Read/);
    await ben.composer().press("ArrowUp");
    await expect(ben.composer()).toHaveValue("Which road?");
    await ben.say(`Which ${written.edit}?`);
    await expect(ana.message(written.edit)).toBeVisible();
    await ben.composer().fill(`Never sent ${written.draft}`);
    // Browsers with a window keep what stands in forms, for restored tabs and for suggestions, unless they are told not to.
    await expect(ben.composer()).toHaveAttribute("autocomplete", "off");
    const id = decodeURIComponent(ana.page.url().split("/chats/")[1] ?? "");
    await ana.to(clubUrl);
    await ana.openChannel("Announcements");
    await ana.say(`News ${written.announcement}`);
    await expect(ana.message(written.announcement)).toBeVisible();
    return id;
  });

  await test.step("a meetup with a note to its answer, seen by both", async () => {
    await ana.to(clubUrl);
    await ana.postMeetup({ title: written.title, place: written.place, seats: 3, notes: written.notes });
    await ana.answer("Going");
    await ana.page.getByLabel("Note to the organiser").fill(written.answer);
    await expect(ana.page.getByLabel("Note to the organiser")).toHaveAttribute("autocomplete", "off");
    await ana.page.getByRole("button", { name: "Save note" }).click();
    await ben.rail("Meetups");
    await ben.page
      .getByRole("link", { name: new RegExp(written.title) })
      .first()
      .click();
    await expect(ben.page.getByText(written.place)).toBeVisible();
    await expect(ben.page.getByText(written.notes)).toBeVisible();
    await expect(ben.page.getByRole("region", { name: "Who comes" })).toContainText(/1\s*going\s*of 3/);
  });

  const secrets = { password: homes[0].account.password, token: tokenOf(stack, homes[0].account.userId) };
  const recoveryKey = homes[0].rider.recoveryKey;
  const memory = memoryOf(stack.bridge.process().pid);
  for (const one of homes) await one.quit();
  const searched = {
    homeserver: await synapseFiles(stack),
    bridge: await filesBelow(stack.bridge.dataDir),
    logs: [await file(stack.bridge.logPath), await file(stack.synapse.logPath)],
    memory,
    profiles: [...(await filesBelow(homes[0].profile)), ...(await filesBelow(homes[1].profile))],
  };

  // Each search looks at the right place: what may lie there is found.
  expect(placesOf(control, searched.homeserver), "the open club's word").not.toEqual([]);
  for (const [name, where] of Object.entries(searched)) {
    // Each process names itself when it begins, whatever it has to say later.
    if (name === "logs") expect(where.map((log) => START.test(log.bytes.toString("utf8")))).toEqual([true, true]);
    else expect(placesOf(roomId, where), name).not.toEqual([]);
  }

  const found = Object.entries(searched).flatMap(([place, where]) =>
    Object.entries({ ...written }).flatMap(([kind, canary]) =>
      placesOf(canary, where).map((at) => `${kind} in ${place}: ${at}`),
    ),
  );
  const keys = [recoveryKey, recoveryKey.replaceAll(" ", "")];
  const given = Object.entries({ ...secrets, key: keys[0] ?? "", packedKey: keys[1] ?? "" }).flatMap(([kind, secret]) =>
    placesOf(secret, searched.profiles).map((at) => `${kind}: ${at}`),
  );
  figures("B5 canary words on real Synapse, bridge and browser profiles", {
    words: Object.keys(written).length,
    ...Object.fromEntries(Object.entries(searched).map(([place, where]) => [`${place} MiB`, mebibytes(where)])),
    found: found.length,
    secretsInProfiles: given.length,
  });
  expect(found).toEqual([]);
  expect(given).toEqual([]);
});

const synapseFiles = (stack: Stack): Promise<Bytes[]> => filesBelow(dirname(stack.synapse.databasePath));

const file = async (name: string): Promise<Bytes> => ({ name, bytes: await readFile(name) });

const mebibytes = (where: readonly Bytes[]): number =>
  Math.round(where.reduce((sum, { bytes }) => sum + bytes.length, 0) / 2 ** 20);

/** The access token that the homeserver gave to this person's one device. */
function tokenOf(stack: Stack, userId: string): string {
  const database = new DatabaseSync(stack.synapse.databasePath, { readOnly: true });
  const row = database.prepare("SELECT token FROM access_tokens WHERE user_id = ?").get(userId);
  database.close();
  expect(row?.["token"], "an access token").toEqual(expect.any(String));
  return String(row?.["token"]);
}
