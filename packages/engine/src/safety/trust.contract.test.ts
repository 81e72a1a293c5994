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

type Cameras = { readonly ana: boolean; readonly ben: boolean };

/** Up to the choice between code and emoji on both screens. */
async function ready(ana: EnginePerson, ben: EnginePerson, camera: Cameras) {
  const { verificationId } = await ana.must("verifyPerson", { userId: ben.id, camera: camera.ana });
  await ben.until("verifications", {}, (all) => all.some(({ id }) => id === verificationId));
  await ben.must("acceptVerification", { verificationId, camera: camera.ben });
  return { verificationId, ana: await choiceOf(ana, verificationId), ben: await choiceOf(ben, verificationId) };
}

async function choiceOf(person: EnginePerson, verificationId: string) {
  const offered = ({ id, phase }: VerificationRow) => id === verificationId && phase.is === "choose";
  const { rows } = await person.until("verifications", {}, (all) => all.some(offered));
  const phase = rows.find(offered)?.phase;
  if (phase?.is !== "choose") throw new Error("the choice is missing");
  return { scan: phase.scan, code: phase.code ?? new Uint8Array() };
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
  for (const person of [ana, ben]) await person.must("confirmVerification", { verificationId, match: true });
  await ana.until("verifications", {}, ([row]) => row?.phase.is === "done");
  await ana.until("circle", {}, ([row]) => row?.verified === "yes");
  await ben.until("circlesOfOthers", {}, ([row]) => row?.verified === "yes");
  await ben.until("rooms", {}, (all) => all.length === 1 && all[0]?.unread === 0);

  await ben.must("resetEncryption", { password: "a good password" });
  const { rows } = await ana.until("circle", {}, ([row]) => row?.verified !== "yes");
  expect(rows[0]?.verified).toBe("changed");
});

test("S1 a contact is verified by a code; a poster, an old code and foreign keys are refused and verify nobody", async () => {
  const { ana, ben } = await circle();
  const first = await ready(ana, ben, { ana: true, ben: false });
  expect([first.ana.scan, first.ana.code.length, first.ben.scan, first.ben.code.length > 0]).toEqual([
    true,
    0,
    false,
    true,
  ]);
  const scan = (verificationId: string, code: Uint8Array) => ana.engine.command("scanCode", { verificationId, code });
  const poster = new TextEncoder().encode("https://example.org/a-poster");
  expect(await scan(first.verificationId, poster)).toMatchObject({ failure: { code: "no-verification-code" } });
  // The keys begin 72 bytes before the end, or earlier: 32 and 32, then the secret.
  const forged = first.ben.code.map((byte, at) => (at === first.ben.code.length - 60 ? byte ^ 1 : byte));
  expect(await scan(first.verificationId, forged)).toMatchObject({ failure: { code: "verification-failed" } });
  for (const person of [ana, ben]) await person.until("verifications", {}, ([row]) => row?.phase.is === "cancelled");
  await ben.must("cancelVerification", first);

  const second = await ready(ana, ben, { ana: true, ben: true });
  expect([second.ana.scan, second.ben.scan]).toEqual([true, true]);
  expect(await scan(second.verificationId, first.ben.code)).toMatchObject({ failure: { code: "foreign-code" } });
  await ana.until("circle", {}, ([row]) => row?.verified === "no");
  expect(await scan(second.verificationId, second.ben.code)).toMatchObject({ ok: true });
  await ana.until("verifications", {}, (all) => all.some(({ phase }) => phase.is === "confirmed"));
  await ben.until("verifications", {}, (all) => all.some(({ phase }) => phase.is === "scanned"));
  await ben.must("confirmVerification", { verificationId: second.verificationId, match: true });
  for (const person of [ana, ben])
    await person.until("verifications", {}, (all) => all.some(({ phase }) => phase.is === "done"));
  await ana.until("circle", {}, ([row]) => row?.verified === "yes");
  await ben.until("circlesOfOthers", {}, ([row]) => row?.verified === "yes");
});

test("S1 emoji that differ verify nobody, and without keys on either side there is nothing to compare", async () => {
  const { ana, ben } = await circle();
  const { verificationId } = await ready(ana, ben, { ana: true, ben: true });
  await ben.must("compareEmoji", { verificationId });
  expect(await emojiOf(ana)).toEqual(await emojiOf(ben));
  await ben.must("confirmVerification", { verificationId, match: false });
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
