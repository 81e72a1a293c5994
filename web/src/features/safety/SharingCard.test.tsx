import { expect, onTestFinished, test, vi } from "vitest";
import { lively, withFact } from "../../gallery/samples/lively.ts";
import { circleMeta, safetyFacts, share } from "../../gallery/samples/safety.ts";
import { rooms } from "../../gallery/samples/rooms.ts";
import { press, stand } from "../../gallery/stand.tsx";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const facts = [...lively, ...safetyFacts];
const circle = { ...rooms[0]!, id: circleMeta.roomId, name: "Ana’s circle", kind: "group" as const, encrypted: true };
const idle: ViewState = {
  name: "sharing nothing",
  path: "/safety",
  facts: withFact(
    withFact(facts, fact("shares", {}, [], {})),
    fact("rooms", {}, [...rooms, circle], { complete: true }),
  ),
};

test("S1 S2 whoever shares nothing begins to share with their circle from Safety", async () => {
  await using view = await stand(idle);
  await press("Share my position");
  await expect
    .poll(() => document.querySelector("[role=dialog]")?.textContent)
    .toContain("Everybody in Ana’s circle sees where you are");
  await press("Start sharing");
  await expect.poll(() => view.port.last("startShare")).toMatchObject({ roomId: circleMeta.roomId });
});

test("S1 a contact with an open test can leave all the same, after a question", async () => {
  await using view = await stand({ ...idle, facts });
  await expect.poll(() => view.place.textContent).toContain("Answer the test");
  const leave = [...view.place.querySelectorAll("button")].filter(({ textContent }) => textContent === "Leave");
  expect(leave).toHaveLength(3);
  leave[1]?.click();
  await expect
    .poll(() => document.querySelector("[role=alertdialog]")?.textContent)
    .toContain("Leave Jonas Weber’s circle?");
});

test("S9 a share that a phone feeds does not complain that this device cannot tell where it is", async () => {
  const refuse = vi
    .spyOn(navigator.geolocation, "watchPosition")
    .mockImplementation(
      (_found, failed) => (failed?.({ code: 1, PERMISSION_DENIED: 1 } as GeolocationPositionError), 1),
    );
  onTestFinished(() => refuse.mockRestore());
  await using view = await stand({ ...idle, path: "/chats", facts });
  await expect.poll(() => view.place.textContent).toContain("Allow it for this page in the address bar");
  view.port.set("shares", {}, [{ ...share, byTracker: true }]);
  await expect.poll(() => view.place.textContent).not.toContain("in the address bar");
});
