import { acknowledgement, allClear, overdueAlert, sosAlert, testAlert } from "@paceline/domain/safety";
import { userId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { ANA } from "../testing/open-projection.ts";
import { alertAt, ownCircle, CIRCLE, retention, T0, textAt, tiersAt, trackerAt, yesAt } from "./testing/own-circle.ts";

const BEN = userId("@ben:example.org");
const by = { language: "en", sentMs: T0 } as const;
const raised = { ...by, athlete: ANA, name: "Ana" } as const;
const sos = (identifier: string) => sosAlert({ ...raised, identifier, silent: false, drill: false });
const answer = (of: ReturnType<typeof sos>) => ({ ...by, identifier: `to-${of.block.identifier}`, of: of.block });
const clear = (of: ReturnType<typeof sos>) => allClear({ ...answer(of), sender: ANA, name: "Ana", falseAlarm: false });
const ack = (of: ReturnType<typeof sos>) =>
  acknowledgement({ ...answer(of), sender: BEN, name: "Ben", athleteName: "Ana" });

test("S4 a circle forgets what is old, but neither the newest tiers nor the keys of phones that still report", async () => {
  const { take, forget, ids, book } = await ownCircle([retention]);
  await take({
    timeline: [
      tiersAt({ id: "$tiers-1", day: 0 }),
      trackerAt({ id: "$phone-1", day: 1 }, "phone"),
      trackerAt({ id: "$watch-1", day: 2 }, "watch"),
      textAt({ id: "$hello", day: 3 }, "hello"),
      tiersAt({ id: "$tiers-2", day: 4 }, 2),
      trackerAt({ id: "$phone-2", day: 5 }, "phone"),
      trackerAt({ id: "$watch-2", day: 6 }, "watch", { revoked: true }),
      tiersAt({ id: "$not-hers", day: 7, sender: BEN }),
      textAt({ id: "$new", day: 100 }, "new"),
    ],
  });
  await forget(50);
  expect(await ids()).toEqual(["$tiers-2", "$phone-2", "$new"]);
  expect((await book.of(CIRCLE)).map(({ id }) => id)).toEqual(["$tiers-2", "$phone-2", "$new"]);
});

test("S4 S6 an open alert stays with its answers, however old; one that is over goes, and so does a test", async () => {
  const { take, forget, ids, view } = await ownCircle([retention]);
  const overdue = overdueAlert({ ...raised, identifier: "timer", dueMs: T0 });
  await take({
    timeline: [
      alertAt({ id: "$over", day: 0 }, sos("over")),
      alertAt({ id: "$end", day: 1 }, clear(sos("over"))),
      alertAt({ id: "$test", day: 2 }, testAlert({ ...raised, identifier: "test" })),
      alertAt({ id: "$open", day: 3 }, sos("open")),
      alertAt({ id: "$on-it", day: 4, sender: BEN }, ack(sos("open"))),
      alertAt({ id: "$timer", day: 5 }, overdue),
      yesAt({ id: "$yes", day: 6, sender: BEN }, "$timer"),
      textAt({ id: "$chat", day: 7 }, "how are you"),
    ],
  });
  const before = await view.ofMine();
  await forget(50);
  expect(await ids()).toEqual(["$open", "$on-it", "$timer", "$yes"]);
  const after = await view.ofMine();
  expect(after).toEqual(before.filter(({ identifier }) => identifier === "open" || identifier === "timer"));
  expect(after.map(({ state }) => state)).toEqual(["acknowledged", "acknowledged"]);
});

test("S4 S6 an alert that fired again after its all-clear is not open again when the all-clear is old", async () => {
  const { take, forget, ids, view } = await ownCircle([retention]);
  await take({
    timeline: [
      alertAt({ id: "$first", day: 0 }, sos("s")),
      alertAt({ id: "$end", day: 1 }, clear(sos("s"))),
      alertAt({ id: "$again", day: 3 }, sos("s")),
    ],
  });
  await forget(2);
  expect(await ids()).toEqual(["$first", "$end", "$again"]);
  expect(await view.ofMine()).toMatchObject([{ identifier: "s", state: "cancelled" }]);
  await forget(4);
  expect(await ids()).toEqual([]);
  expect(await view.ofMine()).toEqual([]);
});
