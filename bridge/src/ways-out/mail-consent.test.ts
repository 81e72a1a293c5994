import { expect, test } from "vitest";
import { failed, ok, userId } from "@paceline/protocol";
import { createMailWishStore } from "../store/mail-wish-store.ts";
import { createWayOutStore } from "../store/way-out-store.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { ANA, BEN } from "../testing/world.ts";
import { createMailConsent, GOOD_FOR_MS } from "./mail-consent.ts";
import type { MailCode } from "./mail.ts";

const HOUR_MS = 60 * 60_000;
const ADDRESS = "ben@example.org";

const scene = () => {
  const db = memoryDatabase();
  const wayOuts = createWayOutStore(db);
  const wishes = createMailWishStore(db);
  const mails: { to: string; token: string }[] = [];
  let now = 0;
  let trouble: MailCode | undefined;
  const consent = createMailConsent({
    mail: {
      confirm: async (to, link) => {
        if (trouble !== undefined) return failed(trouble, "later");
        expect(link).toMatch(/^https:\/\/bridge\.test\/api\/v1\/mail\/[\w-]{43}$/);
        mails.push({ to, token: link.split("/").at(-1) ?? "" });
        return ok(null);
      },
    },
    wishes,
    wayOuts,
    publicUrl: "https://bridge.test",
    now: () => now,
  });
  return {
    db,
    consent,
    wayOuts,
    wishes,
    mails,
    passes: (ms: number) => (now += ms),
    break: (code: MailCode | undefined) => (trouble = code),
    token: () => mails.at(-1)?.token ?? "",
  };
};

test("S5 an address is used once its owner has followed the link, and each link works once", async () => {
  const { consent, wayOuts, wishes, mails, token } = scene();
  expect(await consent.ask(BEN, ADDRESS)).toMatchObject({ ok: true });
  expect([mails.length, mails[0]?.to, wayOuts.mailOf(BEN)]).toEqual([1, ADDRESS, undefined]);
  expect(wishes.of(BEN, 0)).toMatchObject({ address: ADDRESS, expiresAt: GOOD_FOR_MS });
  // To look at a link, as mail programs do, confirms nothing.
  for (const _time of [1, 2]) expect(consent.isGood(token())).toBe(true);
  expect(wayOuts.mailOf(BEN)).toBeUndefined();
  expect(consent.agree(token())).toBe(true);
  expect([wayOuts.mailOf(BEN), wishes.of(BEN, 0), consent.isGood(token())]).toEqual([ADDRESS, undefined, false]);
  expect(consent.agree(token())).toBe(false);
  // Nobody is asked twice for what they have confirmed.
  expect(await consent.ask(BEN, ADDRESS)).toMatchObject({ ok: true });
  expect(mails).toHaveLength(1);
});

test("S5 a link is over after a day, when another was sent, and when the wish was taken back; guesses open nothing", async () => {
  const { consent, wayOuts, wishes, passes, token } = scene();
  await consent.ask(BEN, ADDRESS);
  const first = token();
  await consent.ask(BEN, "ben@elsewhere.org");
  expect([consent.agree(first), consent.isGood(token())]).toEqual([false, true]);
  passes(GOOD_FOR_MS);
  expect(consent.agree(token())).toBe(false);
  await consent.ask(BEN, ADDRESS);
  wishes.drop(BEN);
  expect(consent.agree(token())).toBe(false);
  for (const guess of ["", "x", "x".repeat(43), `${token()}x`, "' OR 1"]) expect(consent.agree(guess)).toBe(false);
  expect(wayOuts.mailOf(BEN)).toBeUndefined();
});

test("S5 a confirmed address is used until another is confirmed in its place", async () => {
  const { consent, wayOuts, token } = scene();
  await consent.ask(BEN, ADDRESS);
  consent.agree(token());
  await consent.ask(BEN, "ben@elsewhere.org");
  expect(wayOuts.mailOf(BEN)).toBe(ADDRESS);
  consent.agree(token());
  expect(wayOuts.mailOf(BEN)).toBe("ben@elsewhere.org");
});

test("S5 nobody's mailbox is filled: five mails of one person an hour, three to one address a day, whoever asks and however it is written", async () => {
  const { consent, mails, passes } = scene();
  for (let number = 0; number < 5; number++) await consent.ask(BEN, `friend${number}@example.org`);
  expect(await consent.ask(BEN, ADDRESS)).toMatchObject({ failure: { code: "LIMITED" } });
  passes(HOUR_MS + 1);
  await consent.ask(BEN, ADDRESS);
  await consent.ask(ANA, ADDRESS.toUpperCase());
  await consent.ask(userId("@cleo:paceline.test"), ADDRESS);
  const before = mails.length;
  expect(await consent.ask(userId("@dora:paceline.test"), ADDRESS)).toMatchObject({ failure: { code: "LIMITED" } });
  expect(mails).toHaveLength(before);
  passes(24 * HOUR_MS + 1);
  expect(await consent.ask(ANA, ADDRESS)).toMatchObject({ ok: true });
});

test("S5 what the mail server did not take is no wish, and the database holds no token", async () => {
  const { consent, wishes, db, token, ...more } = scene();
  more.break("REFUSED");
  expect(await consent.ask(BEN, ADDRESS)).toMatchObject({ failure: { code: "REFUSED" } });
  expect(wishes.of(BEN, 0)).toBeUndefined();
  more.break(undefined);
  await consent.ask(BEN, ADDRESS);
  const rows = JSON.stringify(db.prepare("SELECT hex(token_hash) AS hash, address FROM own_mail_wish").all());
  expect(rows).toContain(ADDRESS);
  expect([rows.includes(token()), rows.includes(Buffer.from(token()).toString("hex").toUpperCase())]).toEqual([
    false,
    false,
  ]);
});
