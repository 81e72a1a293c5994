import { expect, test } from "vitest";
import { withFact } from "../../gallery/samples/lively.ts";
import { circleMeta, contacts } from "../../gallery/samples/safety.ts";
import { stand } from "../../gallery/stand.tsx";
import { fact, type ViewState } from "../../gallery/view-state.ts";
import { states } from "./SafetyPage.states.ts";

const whole: ViewState = states.find(({ name }) => name === "protected")!;

test("S6 the athlete says after how long the next contacts are alerted, where there are any", async () => {
  await using view = await stand(whole);
  const choice = (): HTMLElement | undefined =>
    [...view.place.querySelectorAll("button")].find(({ textContent }) => textContent === "5 minutes");
  await expect.poll(choice).toBeDefined();
  choice()?.click();
  await expect.poll(() => document.querySelectorAll("[role=option]").length).toBe(6);
  [...document.querySelectorAll<HTMLElement>("[role=option]")]
    .find(({ textContent }) => textContent === "15 minutes")
    ?.click();
  await expect.poll(() => view.port.last("setTierTerm")).toEqual({ termMs: 900_000 });

  const first = contacts.filter(({ tier }) => tier === 1);
  await using alone = await stand({ ...whole, facts: withFact(whole.facts, fact("circle", {}, first, circleMeta)) });
  await expect.poll(() => alone.place.textContent).toContain("Send a test");
  expect(alone.place.textContent).not.toContain("the next are alerted after");
});
