import { askContact, holdSos, toSafety } from "./people/circle.ts";
import { holdBefore } from "./people/hold-before.ts";
import { expect, test } from "./world.ts";

test("S1 S5 S6 a circle is asked, a timer is held twice, an SOS rings everywhere and ends", async ({ people }) => {
  const [ana, ben, dad] = [await people.rider("Ana"), await people.rider("Ben"), await people.plain("Dad")];

  await test.step("Ana asks two people; both accept, one on another client", async () => {
    await toSafety(ana);
    await expect(ana.page.getByText("Who should know?")).toBeVisible();
    await askContact(ana, ben.account.userId);
    await askContact(ana, dad.client.userId);
    await expect(ana.page.getByText("Not yet accepted")).toHaveCount(2);
    await expect(ben.page.getByText("asks you to be a contact in their safety circle")).toBeVisible();
    await ben.page.getByRole("button", { name: "Accept" }).click();
    await dad.joinInvited(1);
    await expect(ana.page.getByText("Ready", { exact: true })).toHaveCount(2);
  });

  await test.step("Ben's camera reads Ana's code, and she knows that it was his", async () => {
    await ana.page.getByRole("button", { name: "Actions for Ben" }).click();
    await ana.page.getByRole("menuitem", { name: "Verify" }).click();
    await ben.page.getByRole("alertdialog").getByRole("button", { name: "Verify" }).click();
    const code = ana.page.getByRole("alertdialog").getByRole("img", { name: "QR code of this verification" });
    await holdBefore(ben.page, await code.screenshot());
    await ben.page.getByRole("button", { name: "Scan a code" }).click();
    await expect(ana.page.getByRole("alertdialog", { name: "Was it Ben?" })).toBeVisible();
    await ana.page.getByRole("button", { name: "Yes, it was" }).click();
    for (const { page } of [ana, ben]) {
      const done = page.getByRole("dialog", { name: "Verified" });
      await done.getByRole("button", { name: "Continue" }).click();
      await expect(done).toBeHidden();
    }
    await expect(ana.page.getByLabel("Verified")).toHaveCount(1);
  });
  const [circle] = [...dad.client.session.known.rooms.keys()];
  if (circle === undefined) throw new Error("Dad joined a room");

  await test.step("a timer is confirmed by homeserver and bridge, and ends by one press", async () => {
    await ana.page.getByRole("button", { name: "Start timer" }).click();
    await expect(ana.page.getByText(/Protected until/)).toBeVisible();
    await expect(ana.page.getByText("confirmed")).toHaveCount(2);
    await dad.reads(circle, "has set a safety timer");
    await ana.page.getByRole("button", { name: "I’m home" }).click();
    await ana.page.getByRole("alertdialog").getByRole("button", { name: "I’m home" }).click();
    await dad.reads(circle, "all is well");
    await expect(ana.page.getByRole("button", { name: "Start timer" })).toBeVisible();
  });

  await test.step("SOS in two actions from anywhere; it stands over whatever Ben looks at", async () => {
    await ben.rail("Meetups");
    await ana.rail("Home");
    await toSafety(ana);
    const alert = ben.page.getByRole("alertdialog");
    await holdSos(ana, () => expect(alert.getByText("Ana needs help")).toBeVisible());
    const read = await dad.reads(circle, "Ana needs help");
    expect(read.body).toContain("Paceline does not call emergency services.");
    await alert.getByRole("button", { name: "I’m on it" }).click();
    await expect(alert).toBeHidden();
    await expect(ana.page.getByText("Ben answered").first()).toBeVisible();
    await dad.client.say(circle, "OK");
  });

  await test.step("the all-clear rings as well", async () => {
    await ana.page.getByRole("link", { name: /You asked for help/ }).click();
    await expect(ana.page.getByText(/Dad, /)).toBeVisible();
    await ana.page.getByRole("button", { name: "All clear" }).click();
    await ana.page.getByRole("alertdialog").getByRole("button", { name: "All clear" }).click();
    const clear = ben.page.getByRole("alertdialog");
    await expect(clear.getByText("All clear: Ana is well")).toBeVisible();
    await clear.getByRole("button", { name: "I heard it" }).click();
    await expect(clear).toBeHidden();
    await dad.reads(circle, "All clear");
  });
});
