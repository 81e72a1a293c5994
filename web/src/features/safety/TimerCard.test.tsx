import { expect, test } from "vitest";
import { stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states } from "./SafetyPage.states.ts";
import { states as note } from "./TimerNote.states.ts";

const named = (name: string): ViewState => [...states, ...note].find((state) => state.name === name)!;

test("S10 a timer that nobody holds says so with each reason and promises nothing; only for a moment it is being armed", async () => {
  await using none = await stand(named("not protected"));
  // The first page of a file comes with everything that it needs.
  await expect.poll(() => none.place.textContent).toContain("Not protected");
  expect(none.place.textContent).toContain("Nothing holds this timer yet");
  expect(none.place.textContent.split("no connection to it")).toHaveLength(3);
  expect(none.place.textContent).toContain("Homeserver holds no alert yet");
  expect(none.place.textContent).toContain("Bridge runs no timer yet");
  expect(none.place.textContent).not.toContain("Arming");
  expect(none.place.textContent).not.toMatch(/are alerted with your last position\./);

  await using arming = await stand(named("arming"));
  await expect.poll(() => arming.place.textContent).toContain("Arming");
  expect(arming.place.textContent).not.toContain("Not protected");
  const [row] = arming.port.rows("timer", {});
  arming.port.set("timer", {}, [{ ...row!, armedMs: row!.armedMs - 60_000 }]);
  await expect.poll(() => arming.place.textContent).toContain("Not protected");
});

test("S5 S10 a timer that ran out says that the circle is alerted once the homeserver has the alert, and not before", async () => {
  for (const [open, alerted] of [
    ["overdue, alert not known", "overdue"],
    ["overdue elsewhere", "alerted elsewhere"],
  ] as const) {
    await using unsure = await stand(named(open));
    await expect.poll(() => unsure.place.textContent).toContain("Whether your circle has been alerted is not known");
    expect(unsure.place.textContent).not.toMatch(/our circle has been alerted(?! is)/);
    expect(unsure.place.textContent).not.toContain("Not protected");
    await using sure = await stand(named(alerted));
    await expect.poll(() => sure.place.textContent).toMatch(/our circle has been alerted(?! is)/);
    expect(sure.place.textContent).not.toContain("is not known");
  }
});

test("S5 S10 the bridge's line says whom it reaches with the homeserver down, and that it is nobody", async () => {
  await using view = await stand(named("protected"));
  await expect.poll(() => view.place.textContent).toContain("homeserver down: 1 by notification, 2 by e-mail");
  const [row] = view.port.rows("timer", {});
  const bridge = { is: "held", confirmedMs: 1, untilMs: row!.dueMs, reach: { push: 0, mail: 0 } } as const;
  view.port.set("timer", {}, [{ ...row!, bridge }]);
  await expect.poll(() => view.place.textContent).toContain("with the homeserver down it reaches nobody");
});
