import { expect, onTestFinished, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { manyRiders, riders } from "../../gallery/samples/on-the-road.ts";
import { found, press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states } from "./MapPage.states.ts";

const named = (name: string): ViewState => states.find((state) => state.name === name)!;
const line = async (name: string): Promise<HTMLElement> => {
  await found("[data-row]");
  return [...document.querySelectorAll<HTMLElement>("[data-row]")].find((row) => row.textContent?.includes(name))!;
};
const faces = (): (string | null)[] =>
  [...document.querySelectorAll(".maplibregl-marker button")].map((face) => face.getAttribute("title"));

test("E14 everybody who shares is on the map with a face and in the list with words", async () => {
  await using view = await stand(named("on the road"));
  await expect.poll(faces).toEqual(expect.arrayContaining(riders.map(({ person }) => person.name)));
  expect((await line("Lea Roth")).textContent).toMatch(/Lead$/);
  expect((await line("Jonas Weber")).textContent).toMatch(/seen 12 s ago · .* from you · ±8 m.*Sweep/);
  expect((await line("Mila Novak")).textContent).toContain("no news since");
  expect(view.place.querySelector("[data-faded]")?.textContent).toContain("Mila Novak");
});

test("E14 the list is walked by arrow keys and chooses what the map shows", async () => {
  await using _view = await stand(named("on the road"));
  (await line("Ice on the mill bridge")).focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  await expect.poll(async () => (await line("Lea Roth")).getAttribute("aria-pressed")).toBe("true");
  await press("Follow");
  await expect.poll(() => document.querySelector("[aria-pressed=true][data-look]")?.textContent).toBe("Following");
});

test("E14 the map takes the focus, Esc gives it to the list", async () => {
  await using _view = await stand(named("on the road"));
  await expect.poll(() => document.querySelector("canvas")).not.toBeNull();
  document.querySelector("canvas")!.focus();
  await userEvent.keyboard("{Escape}");
  expect(document.activeElement?.hasAttribute("data-row")).toBe(true);
});

test("E14 of 500 riders a dozen have a face, and the list grows on demand", async () => {
  await using view = await stand(named("500 riders"));
  await expect.poll(() => faces().filter((name) => name?.startsWith("Rider")).length).toBe(12);
  const rows = () => view.place.querySelectorAll("section[aria-label='On the road now'] [data-row]").length;
  expect(rows()).toBe(40);
  await press("Show 40 more");
  await expect.poll(rows).toBe(80);
});

test("E14 in a crowd the lines are renewed together; the chosen one's is at once, and so are all when somebody comes or goes", async () => {
  await using view = await stand(named("500 riders"));
  const said = async (name: string) => (await line(name)).textContent;
  const [first, second] = [await said("Rider 1"), await said("Rider 2")];
  const chosen = await line("Rider 2");
  chosen.click();
  await expect.poll(() => chosen.getAttribute("aria-pressed")).toBe("true");
  const later = manyRiders(500).map((row) => ({ ...row, last: { ...row.last!, ts: row.last!.ts + 5_000 } }));
  view.port.set("shares", {}, later);
  await expect.poll(() => said("Rider 2")).not.toBe(second);
  expect(await said("Rider 1")).toBe(first);
  view.port.set("shares", {}, later.slice(0, -1));
  await expect.poll(() => said("Rider 1")).not.toBe(first);
});

test("E14 without WebGL the list stands alone, with a sentence", async () => {
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = () => null;
  try {
    await using view = await stand(named("on the road"));
    await expect.poll(() => view.place.textContent).toContain("can’t draw maps");
    expect((await line("Lea Roth")).textContent).toContain("seen 12 s ago");
  } finally {
    HTMLCanvasElement.prototype.getContext = getContext;
  }
});

test.each(["place refused", "place refused while sharing"])(
  "S4 %s: said plainly, once, with what to do",
  async (state) => {
    // The device says no for as long as the test asks it.
    const refuse = vi.spyOn(navigator.geolocation, "watchPosition").mockReturnValue(1);
    onTestFinished(() => refuse.mockRestore());
    const { shared, ...rest } = named(state);
    await using view = await stand(rest);
    view.session.setState({ ...shared });
    const said = () => view.place.textContent.split("Allow it for this page in the address bar").length - 1;
    await expect.poll(said).toBe(1);
    expect([...view.place.querySelectorAll("button")].filter((one) => one.textContent === "Try again")).toHaveLength(1);
  },
);
