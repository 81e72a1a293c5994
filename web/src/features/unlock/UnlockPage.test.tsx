import { failed, ok } from "@paceline/protocol";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { withEncryption } from "../../gallery/samples/session.ts";
import { found, press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states } from "./UnlockPage.states.ts";

const named = (name: string): ViewState => states.find((state) => state.name === name)!;
const KEY = "EsTv 8Q3f mD2k";

async function startOver(): Promise<void> {
  await userEvent.fill(await found("[role=alertdialog] input"), "a password");
  await press("Start over");
}

test("M6 who starts over is shown the new recovery key and types it back, though the device is ready before that", async () => {
  const answered = Promise.withResolvers<void>();
  await using view = await stand(named("start over"), {
    resetEncryption: async (_input, engine) => {
      engine.set("session", {}, [withEncryption({ recoveryKeyChecked: false })]);
      await answered.promise;
      return ok({ recoveryKey: KEY });
    },
  });
  await startOver();
  await expect.poll(() => view.port.rows("session", {})[0]?.encryption.is).toBe("ready");
  await new Promise((resolve) => requestAnimationFrame(resolve));
  answered.resolve();
  await expect.poll(() => view.place.textContent).toContain(KEY);
  expect(view.place.textContent).not.toContain("Step 2");
  (await found("input[type=checkbox]")).click();
  await press("Continue");
  await userEvent.fill(await found("textarea"), KEY);
  await press("Finish");
  await found("nav");
  expect(view.port.last("checkRecoveryKey")).toEqual({ recoveryKey: KEY });
  expect(view.port.calls.filter(({ name }) => name === "setUpEncryption")).toEqual([]);
});

test("M6 a wrong password leaves everything as it was", async () => {
  await using view = await stand(named("start over"), { resetEncryption: () => failed("wrong-password", "never") });
  await startOver();
  await expect.poll(() => document.querySelector("[role=alertdialog]")?.textContent).toContain("isn’t right");
  await press("Cancel");
  await press("Look around first");
  await expect.poll(() => view.place.querySelector("nav")).not.toBeNull();
});
