import { expect, test } from "vitest";
import { press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states } from "./HomePage.states.ts";

const named = (name: string): ViewState => states.find((state) => state.name === name)!;

test("C5 an invitation is accepted from Home", async () => {
  await using view = await stand(named("lively"));
  await press("Accept");
  expect(view.port.last("acceptInvite")).toEqual({ roomId: "!kira:example.org" });
});

test.each(["asked to be a contact", "asked to be a contact, in its room"])(
  "S1 %s: what accepting means, here and in another client, is read before it is accepted",
  async (state) => {
    await using view = await stand(named(state));
    await expect.poll(() => view.place.textContent).toContain("asks you to be a contact in their safety circle");
    expect(view.place.textContent).toContain("In another Matrix client it is an ordinary mention");
    expect(view.place.textContent).toContain("does not call emergency services");
    await press("Accept");
    expect(view.port.last("acceptInvite")).toEqual({ roomId: "!jonass:example.org" });
  },
);

test("M11 being offline is said with what waits and can be tried again", async () => {
  await using view = await stand(named("offline"));
  await expect.poll(() => view.place.textContent).toContain("2 messages wait to be sent");
  await press("Try now");
  expect(view.port.last("retryNow")).toEqual({});
});

test("M6 a postponed set-up stays visible and leads back", async () => {
  await using view = await stand(named("key not saved"));
  await press("Finish set-up");
  await expect.poll(() => view.place.textContent).toContain("How should people know you?");
});

test("S10 Home says what the timer protects and who is on the road", async () => {
  await using view = await stand(named("on the road"));
  await expect.poll(() => view.place.textContent).toContain("Protected until");
  await expect.poll(() => view.place.textContent).toContain("Jonas Weber shares with Sunday gravel");
});
