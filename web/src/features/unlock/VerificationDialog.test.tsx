import { failed, ok } from "@paceline/protocol";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { paintedCamera, troubledCamera } from "../../gallery/samples/camera.ts";
import { found, press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states as safety } from "../safety/SafetyPage.states.ts";
import { code, states } from "./UnlockPage.states.ts";

const named = (name: string): ViewState => [...states, ...safety].find((state) => state.name === name)!;
const dialog = (): string => document.querySelector("[role=alertdialog]")?.textContent ?? "";
const said = (): string => document.querySelector("[role=alertdialog] [role=status]")?.textContent ?? "";

test("M6 a device with a camera says so when it asks, one without says that as well", async () => {
  for (const camera of [true, false]) {
    await using view = await stand({
      ...named("locked"),
      camera: camera ? paintedCamera("x") : troubledCamera("none"),
    });
    await press("Use another device");
    await expect.poll(() => view.port.last("startVerification")).toEqual({ camera });
  }
});

test("M6 my code stands there with words for whoever cannot see it, and emoji are reached by keyboard", async () => {
  await using view = await stand(named("code shown"));
  expect((await found("[role=alertdialog] svg[role=img]")).getAttribute("aria-label")).toContain("QR code");
  expect(dialog()).toContain("Scan this code with your other device");
  expect(dialog()).not.toContain("Scan a code");
  for (let tab = 0; tab < 5 && document.activeElement?.textContent !== "Compare emoji"; tab += 1)
    await userEvent.keyboard("{Tab}");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => view.port.last("compareEmoji")).toEqual({ verificationId: "v1" });
});

test("M6 the code before the camera is handed to the engine byte for byte", async () => {
  await using view = await stand(
    { ...named("a poster before the camera"), camera: paintedCamera(code) },
    { scanCode: () => ok(null) },
  );
  await expect.poll(() => [...(view.port.last("scanCode")?.code ?? [])]).toEqual([...code]);
  expect(view.port.last("scanCode")?.verificationId).toBe("v1");
});

test("M6 a poster is no code of ours, and the camera looks on", async () => {
  await using view = await stand(named("a poster before the camera"));
  await expect.poll(said).toBe("That is a QR code, but none that verifies anybody.");
  await press("Show my code");
  await found("[role=alertdialog] svg[role=img]");
  expect(view.port.last("cancelVerification")).toBeUndefined();
});

test("S1 a code of somebody else is refused with the name of the one who was meant", async () => {
  await using _view = await stand(
    {
      ...named("code of a person"),
      camera: paintedCamera(code),
      press: ["[role=alertdialog] button[data-look=primary]"],
    },
    { scanCode: () => failed("foreign-code", "never") },
  );
  await expect.poll(said).toBe("That code isn’t Mila Novak’s, or it is an old one. Nobody was verified.");
});

test("M6 a camera that is refused, busy or missing is said in words, and can be tried again where that may help", async () => {
  for (const [trouble, words, again] of [
    ["refused", "The camera is not allowed", true],
    ["busy", "perhaps another app has it", true],
    ["none", "There is no camera here", false],
  ] as const) {
    await using _view = await stand({ ...named("camera refused"), camera: troubledCamera(trouble) });
    await expect.poll(said).toContain(words);
    expect(dialog().includes("Try again")).toBe(again);
    expect(dialog()).toContain("Compare emoji");
  }
});

test("M6 the camera is let go when the scanner closes", async () => {
  const opened: MediaStream[] = [];
  const painted = paintedCamera("https://example.org/a-poster");
  const camera = {
    ...painted,
    async open() {
      const stream = await painted.open();
      if (stream.ok) opened.push(stream.value);
      return stream;
    },
  };
  await using _view = await stand({ ...named("a poster before the camera"), camera });
  await expect.poll(said).not.toBe("");
  await press("Show my code");
  await expect
    .poll(() => opened.map((stream) => stream.getTracks().map(({ readyState }) => readyState)))
    .toEqual([["ended"]]);
});

test("M6 whoever showed the code says whether it was the other side that scanned it", async () => {
  for (const [words, match] of [
    ["Yes, it was", true],
    ["No, stop", false],
  ] as const) {
    await using view = await stand(named("code was scanned"));
    expect((await found("[role=alertdialog] [aria-live=polite]")).textContent).toContain(
      "Say yes only if your other device now waits for your answer",
    );
    await press(words);
    await expect.poll(() => view.port.last("confirmVerification")).toEqual({ verificationId: "v1", match });
  }
});
