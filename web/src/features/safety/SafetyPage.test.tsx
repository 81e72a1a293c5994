import { failed } from "@paceline/protocol";
import { expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { found, press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states as alertScreen } from "./AlertScreen.states.ts";
import { states } from "./SafetyPage.states.ts";
import { states as note } from "./TimerNote.states.ts";

const named = (name: string): ViewState => [...states, ...alertScreen, ...note].find((state) => state.name === name)!;
const sosButton = (): Promise<HTMLElement> => found("section[aria-label=SOS] > button");
/** Presses the button with these words inside of the question. */
const confirmIn = (words: string) =>
  [...document.querySelectorAll<HTMLElement>("[role=alertdialog] button")]
    .find((button) => button.textContent === words)
    ?.click();
const asked = (view: Awaited<ReturnType<typeof stand>>, name: "raiseSos") => view.port.last(name);

test("S10 protection is what was confirmed, and half of it says what is missing", async () => {
  await using whole = await stand(named("protected"));
  // The first page of a file comes with everything that it needs.
  await expect.poll(() => whole.place.textContent).toContain("Protected until");
  await using half = await stand(named("half protected"));
  await expect.poll(() => half.place.textContent).toContain("Half protected until");
  await expect.poll(() => half.place.textContent).toContain("your homeserver has no bridge");
  await using none = await stand(named("not protected"));
  await expect.poll(() => none.place.textContent).toContain("Not protected");
});

test("S6 a key that is let go too early sends nothing; held long enough it sends an SOS", async () => {
  await using view = await stand(named("protected"));
  const button = await sosButton();
  button.focus();
  button.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true }));
  await expect.poll(() => button.textContent).toContain("Keep holding");
  button.dispatchEvent(new KeyboardEvent("keyup", { key: " ", bubbles: true }));
  await expect.poll(() => button.textContent).toContain("Hold 3 seconds");
  expect(asked(view, "raiseSos")).toBeUndefined();
  button.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true }));
  await expect.poll(() => asked(view, "raiseSos")).toEqual({ silent: false, drill: false });
});

test("S10 before it is known whether I share and whether a timer runs, neither is said", async () => {
  await using view = await stand(named("waiting"));
  await sosButton();
  for (const unknown of ["You are not sharing", "Start a timer", "You have no circle yet"])
    expect(view.place.textContent).not.toContain(unknown);
});

test("S6 an SOS can be held while the circle is still being read", async () => {
  await using view = await stand(named("waiting"));
  (await sosButton()).dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true }));
  await expect.poll(() => asked(view, "raiseSos")).toEqual({ silent: false, drill: false });
  expect(view.place.textContent).not.toContain("You have no circle yet");
});

test("S6 a call for help says beside its button how far it has come, and asks where this device is when it begins", async () => {
  const asked = vi.spyOn(navigator.geolocation, "watchPosition").mockImplementation((found) => {
    const coords = { latitude: 48.1, longitude: 11.5, accuracy: 9, altitude: null, speed: null, heading: null };
    found({ timestamp: 1_700_000_000_000, coords } as GeolocationPosition);
    return 1;
  });
  await using view = await stand(named("called for help"));
  await expect.poll(() => view.place.textContent).toContain("You asked for help");
  expect(document.querySelector("section[aria-label=SOS] [role=status]")?.textContent).toContain("Jonas");
  expect(asked).not.toHaveBeenCalled();
  const button = await sosButton();
  button.focus();
  button.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true }));
  await expect.poll(() => view.port.last("takeFix")).toMatchObject({ fix: { latitude: 48.1, longitude: 11.5 } });
  button.dispatchEvent(new KeyboardEvent("keyup", { key: " ", bubbles: true }));
  asked.mockRestore();
});

test("S6 whoever cannot hold a button is asked instead", async () => {
  await using view = await stand(named("protected"));
  await press("Drill");
  (await sosButton()).click();
  await expect.poll(() => document.body.textContent).toContain("Send a drill to your circle?");
  expect(asked(view, "raiseSos")).toBeUndefined();
  await press("Send drill");
  await expect.poll(() => asked(view, "raiseSos")).toEqual({ silent: false, drill: true });
});

test("S5 a timer is started for a time today or tomorrow, and needs a contact", async () => {
  await using alone = await stand(named("no circle"));
  await expect.poll(() => alone.place.textContent).toContain("Invite a first contact");
  await using view = await stand(named("no timer"));
  await press("Start timer");
  const input = await expect
    .poll(() => view.port.last("armTimer"))
    .toBeDefined()
    .then(() => view.port.last("armTimer"));
  expect(input).toMatchObject({ mode: "eta", graceMs: 20 * 60_000, hidden: false });
});

test("S5 the circle sees a timer unless the athlete chooses otherwise, and then no word says that it was told", async () => {
  await using view = await stand(named("no timer"));
  await expect.poll(() => view.place.textContent).toContain("Until when, not where you are.");
  (await found("input[type=checkbox]")).click();
  await expect.poll(() => view.place.textContent).toContain("does not see this timer");
  await press("Start timer");
  await expect.poll(() => view.port.last("armTimer")).toMatchObject({ hidden: true });

  await using running = await stand(named("unseen by the circle"));
  await expect.poll(() => running.place.textContent).toContain("does not see this timer");
  await press("I’m home");
  await expect.poll(() => document.body.textContent).toContain("Your circle was not told of it.");
});

test("S5 whoever I watch over shows that their timer runs, and until when where that is known", async () => {
  await using view = await stand(named("protected"));
  await expect.poll(() => view.place.textContent).toMatch(/safety timer until \d\d:\d\d/);
  expect(view.place.textContent).toContain("safety timer is running");
});

test("S5 S10 a device whose clock is off says so, and a timer begins by the homeserver's", async () => {
  const dueOf = async (state: string, says: string): Promise<number> => {
    await using view = await stand(named(state));
    await expect.poll(() => document.body.textContent).toContain(says);
    await press("Check in");
    await press("Start timer");
    await expect.poll(() => view.port.last("armTimer")).toBeDefined();
    return view.port.last("armTimer")?.dueMs ?? 0;
  };
  const right = await dueOf("no timer", "Start a timer");
  const off = await dueOf("clock three hours early", "Your device’s clock is 180 minutes off");
  expect(off).toBe(right - 3 * 3_600_000);
});

test("S5 a timer asks on every page, and a check-in is answered with one tap that does not end it", async () => {
  await using elsewhere = await stand(named("asked elsewhere"));
  await expect.poll(() => elsewhere.place.textContent).toContain("Are you well? Without an answer");
  (await found("a[href='/safety'][class*=button]")).click();
  await expect.poll(() => elsewhere.place.textContent).toContain("Your time is up");
  expect(elsewhere.place.textContent).not.toContain("Without an answer");
  await using asked = await stand(named("check in now"));
  await expect.poll(() => asked.place.textContent).toContain("Are you well?");
  await press("I’m well");
  await expect.poll(() => asked.port.last("extendTimer")).toMatchObject({ id: "timer-1" });
  expect(document.querySelector("[role=alertdialog]")).toBeNull();
});

test("S5 S10 a timer that ended here and that the homeserver still holds says that it may alert", async () => {
  await using view = await stand(named("ended, not taken back"));
  await expect.poll(() => view.place.textContent).toContain("isn’t taken back yet");
  const [row] = view.port.rows("timer", {});
  view.port.set("timer", {}, [{ ...row!, homeserver: { is: "asking" } }]);
  await expect.poll(() => view.place.textContent).not.toContain("isn’t taken back yet");
});

test("S5 S10 a timer that another device runs is said before one is started here", async () => {
  await using view = await stand(named("timer on another device"));
  await expect.poll(() => view.place.textContent).toMatch(/runs on another device, until \d\d:\d\d/);
});

test("S5 ending asks for the code where one is set, and a wrong one ends nothing", async () => {
  await using view = await stand(named("ending with a code"), {
    endTimer: ({ code }) => (code === "2468" ? { ok: true, value: null } : failed("wrong-code", "never")),
  });
  const field = await found("[role=alertdialog] input");
  await userEvent.fill(field, "1111");
  confirmIn("I’m home");
  await expect.poll(() => document.querySelector("[role=alertdialog]")?.textContent).toContain("not your safety code");
  await userEvent.fill(field, "2468");
  confirmIn("I’m home");
  await expect.poll(() => document.querySelector("[role=alertdialog]")).toBeNull();
  expect(view.port.last("endTimer")).toEqual({ id: "timer-1", code: "2468" });
});

test("S6 an alert stands over the page, and answering it is one press", async () => {
  await using view = await stand(named("somebody needs help"));
  const dialog = await found("[role=alertdialog]");
  expect(dialog.textContent).toContain("Mila Novak needs help");
  expect(dialog.textContent).toContain("48.13721, 11.57556");
  expect(dialog.textContent).toContain("does not call emergency services");
  await press("I’m on it");
  expect(view.port.last("acknowledgeAlert")).toEqual({ alertId: "sos-1" });
});

test("S6 an all-clear stands over the page as well, until it was heard", async () => {
  await using view = await stand(named("all clear"));
  expect((await found("[role=alertdialog]")).textContent).toContain("All clear: Mila Novak is well");
  await press("I heard it");
  expect(view.port.last("hearAllClear")).toEqual({ alertId: "sos-1" });
});

test("S6 whoever watches over somebody lets the browser notify them by one press", async () => {
  const permission = vi.spyOn(Notification, "permission", "get").mockReturnValue("default");
  const asked = vi.spyOn(Notification, "requestPermission").mockResolvedValue("granted");
  await using view = await stand(named("protected"));
  await press("Notify me while this page is in the background");
  expect(asked).toHaveBeenCalledTimes(1);
  await expect.poll(() => view.place.textContent).not.toContain("Notify me while");
  permission.mockRestore();
  asked.mockRestore();
});

test("S1 a test alert is answered from the list of those I watch over", async () => {
  await using view = await stand(named("protected"));
  await press("Answer the test");
  expect(view.port.last("acknowledgeAlert")).toEqual({ alertId: "test-1" });
});

test("S1 whose keys changed is said in plain words, and comparing again is one press", async () => {
  await using view = await stand(named("protected"));
  await expect.poll(() => view.place.textContent).toContain("Mila Novak’s keys are not the ones you compared");
  await press("Compare again");
  await expect.poll(() => view.port.last("verifyPerson")).toEqual({ userId: "@mila:example.org", camera: false });
});

test("S1 a person’s request to verify stands over the page with their name", async () => {
  await using view = await stand(named("asked to verify"));
  expect((await found("[role=alertdialog]")).textContent).toContain("Mila Novak wants to know that it’s really you");
  await press("Verify");
  await expect.poll(() => view.port.last("acceptVerification")).toEqual({ verificationId: "v1", camera: false });
});

test("S5 ways out say what the bridge can do, what waits for its owner’s word, and are taken back at one press", async () => {
  await using whole = await stand(named("protected"));
  await expect.poll(() => whole.place.textContent).toContain("Notification on 1 device");
  expect(whole.place.textContent).toContain("Waiting for confirmation");
  await press("No e-mail");
  expect(whole.port.last("setMailWayOut")).toEqual({ address: null });
  await press("Off on all my devices");
  await expect.poll(() => whole.port.last("setPushWayOut")).toEqual({ subscription: null });
});

test("S5 a bridge without push says so, and an address is agreed to by its owner", async () => {
  await using view = await stand(named("protected"), {
    waysOut: () => ({ ok: true, value: { mail: true, agreed: { push: 0 } } }),
    setMailWayOut: ({ address }) => (address === "mila" ? failed("invalid-input", "never") : { ok: true, value: null }),
  });
  await expect.poll(() => view.place.textContent).toContain("bridge sends no notifications");
  const field = await found("input[type=email]");
  await userEvent.fill(field, "mila@example.org");
  await press("Use this address");
  expect(view.port.last("setMailWayOut")).toEqual({ address: "mila@example.org" });
});

test("S2 all shares end at one press", async () => {
  await using view = await stand(named("protected"), {
    stopAllShares: () => ({ ok: true, value: { stopped: 2 } }),
  });
  await press("Stop everywhere");
  await expect.poll(() => document.body.textContent).toContain("2 shares ended");
  expect(view.port.last("stopAllShares")).toEqual({});
});

test("S9 a phone that seals with another key says so, and what helps", async () => {
  await using view = await stand(named("phone with another key"));
  await expect.poll(() => view.place.textContent).toContain("nobody can open what it sends");
  await using right = await stand(named("no timer"));
  await expect.poll(() => right.place.textContent).toContain("last position");
  expect(right.place.textContent).not.toContain("nobody can open what it sends");
});
