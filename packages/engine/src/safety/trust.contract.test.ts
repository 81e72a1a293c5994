import { expect, test } from "vitest";
import type { VerificationRow } from "@paceline/protocol/port";
import { peopleOnSynapse } from "../testing/people.ts";
import type { EnginePerson } from "../testing/people.ts";

const people = peopleOnSynapse();

/** A circle of Ana with Ben; both have set up encryption. */
async function circle(): Promise<{ ana: EnginePerson; ben: EnginePerson }> {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.engine("Ben")]);
  await Promise.all([ana, ben].map((person) => person.must("setUpEncryption", {})));
  const { roomId: room } = await ana.must("inviteContact", { userId: ben.id, tier: 1 });
  await ben.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === room));
  await ben.must("acceptInvite", { roomId: room });
  await ana.until("circle", {}, ([row]) => row?.state === "ready" && row.verified === "no");
  return { ana, ben };
}

async function emojiOf(person: EnginePerson): Promise<VerificationRow["phase"]> {
  const { rows } = await person.until("verifications", {}, ([row]) => row?.phase.is === "compare");
  return rows[0]?.phase ?? { is: "waiting" };
}

/** Up to the emoji on both screens. */
async function compared(ana: EnginePerson, ben: EnginePerson): Promise<string> {
  const { verificationId } = await ana.must("verifyPerson", { userId: ben.id });
  const { rows } = await ben.until("verifications", {}, (all) => all.some(({ incoming }) => incoming));
  expect(rows[0]).toMatchObject({ id: verificationId, person: { userId: ana.id, name: "Ana" } });
  await ben.must("acceptVerification", { verificationId });
  expect(await emojiOf(ana)).toEqual(await emojiOf(ben));
  return verificationId;
}

test("S1 a contact is verified by emoji in the circle, both sides say so, and a new identity is said plainly", async () => {
  const { ana, ben } = await circle();
  const verificationId = await compared(ana, ben);
  for (const person of [ana, ben]) await person.must("confirmEmoji", { verificationId, match: true });
  await ana.until("verifications", {}, ([row]) => row?.phase.is === "done");
  await ana.until("circle", {}, ([row]) => row?.verified === "yes");
  await ben.until("circlesOfOthers", {}, ([row]) => row?.verified === "yes");
  await ben.until("rooms", {}, (all) => all.length === 1 && all[0]?.unread === 0);

  await ben.must("resetEncryption", { password: "a good password" });
  const { rows } = await ana.until("circle", {}, ([row]) => row?.verified !== "yes");
  expect(rows[0]?.verified).toBe("changed");
});

test("S1 emoji that differ verify nobody, and without keys on either side there is nothing to compare", async () => {
  const { ana, ben } = await circle();
  const verificationId = await compared(ana, ben);
  await ben.must("confirmEmoji", { verificationId, match: false });
  await ana.until("verifications", {}, ([row]) => row?.phase.is === "cancelled");
  await ana.until("circle", {}, ([row]) => row?.verified === "no");

  const cem = await people.engine("Cem");
  expect(await cem.engine.command("verifyPerson", { userId: ana.id })).toMatchObject({
    failure: { code: "encryption-locked" },
  });
  expect(await ana.engine.command("verifyPerson", { userId: cem.id })).toMatchObject({
    failure: { code: "not-cross-signed" },
  });
});
