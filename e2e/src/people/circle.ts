import { expect } from "@playwright/test";
import type { Rider } from "./rider.ts";

/** From anywhere, by the rail. */
export const toSafety = (rider: Rider): Promise<void> => rider.rail("Safety");

/** On the athlete's safety page: asks somebody to be a contact. */
export async function askContact({ page }: Rider, userId: string): Promise<void> {
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name or @person:server").fill(userId);
  await dialog.getByRole("button", { name: userId }).click();
  await dialog.getByRole("button", { name: "Ask them" }).click();
  await expect(dialog).toBeHidden();
}

/** On the athlete's safety page: holds the button until `seen` is. */
export async function holdSos({ page }: Rider, seen: () => Promise<unknown>): Promise<void> {
  const button = page.getByRole("button", { name: /^SOS/ });
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.down("Space");
  await seen();
  await page.keyboard.up("Space");
}
