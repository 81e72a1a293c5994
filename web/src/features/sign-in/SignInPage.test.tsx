import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { found, press, stand } from "../../gallery/stand.tsx";
import { demoPeopleFrom } from "./demo.ts";
import { states } from "./SignInPage.states.ts";

const signedOut = states.find((state) => state.name === "signed out")!;
const field = (label: string) => found(`input[autocomplete="${label}"]`);

test("M17 a server that is none gets a sentence and not a dead end", async () => {
  await using view = await stand(signedOut);
  await userEvent.fill(await field("url"), "nothing.example");
  await expect.poll(() => view.place.textContent).toContain("There’s no Matrix server at this address");
});

test("M17 a wrong password is said at the field", async () => {
  await using view = await stand(signedOut);
  await userEvent.fill(await field("username"), "ana");
  await userEvent.type(await field("current-password"), "wrong{Enter}");
  await expect.poll(() => view.place.textContent).toContain("That name or password isn’t right.");
  expect(view.port.last("signIn")).toMatchObject({ user: "ana", deviceName: expect.stringMatching(/^Paceline on /) });
});

test("M11 a first sync that gets no answer says so, and is tried again by a press", async () => {
  await using view = await stand(states.find((state) => state.name === "signed in without a connection")!);
  await expect.poll(() => view.place.textContent).toContain("No answer from example.org");
  await press("Try now");
  expect(view.port.last("retryNow")).toEqual({});
});

test("D4 only a list of people with ids and passwords is a demo", () => {
  const ana = { name: "Ana", userId: "@ana:example.org", password: "x" };
  expect(demoPeopleFrom({ people: [ana, { name: "No id", password: "x" }, null] })).toEqual([ana]);
  for (const nothing of [null, "", [], {}, { people: "x" }]) expect(demoPeopleFrom(nothing)).toEqual([]);
});
