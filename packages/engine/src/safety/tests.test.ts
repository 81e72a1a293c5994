import { allClear, sosAlert } from "@paceline/domain/safety";
import { userId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { ANA } from "../testing/open-projection.ts";
import { member } from "../testing/sync-builder.ts";
import { alertAt, CIRCLE, DAY, ownCircle, retention, T0, yesAt } from "./testing/own-circle.ts";
import { testsOf } from "./tests.ts";

const BEN = userId("@ben:example.org");

test("S1 S4 a contact who was not heard of for 90 days is to be asked, also when the circle has forgotten their answer", async () => {
  const { take, forget, ids, view } = await ownCircle([retention]);
  const isDue = async (day: number) => testsOf(await view.seen(CIRCLE), T0 + day * DAY)(BEN).confirmDue;
  const wish = { language: "en", sentMs: T0, name: "Ana" } as const;
  const drill = sosAlert({ ...wish, identifier: "drill", athlete: ANA, silent: false, drill: true });
  const end = allClear({ ...wish, identifier: "end", sender: ANA, of: drill.block, falseAlarm: false });
  await take({ timeline: [member(BEN, "join", { origin_server_ts: T0 })] });
  expect([await isDue(89), await isDue(91)]).toEqual([false, true]);

  await take({
    timeline: [
      alertAt({ id: "$drill", day: 100 }, drill),
      yesAt({ id: "$yes", day: 100, sender: BEN }, "$drill"),
      alertAt({ id: "$end", day: 100 }, end),
    ],
  });
  expect([await isDue(189), await isDue(191)]).toEqual([false, true]);
  await forget(101);
  expect(await ids()).not.toContain("$yes");
  expect(await isDue(191)).toBe(true);

  await take({ timeline: [member(BEN, "leave", { origin_server_ts: T0 + 150 * DAY })] });
  expect(await isDue(300)).toBe(false);
});
