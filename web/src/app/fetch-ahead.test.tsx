import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { states } from "../features/home/HomePage.states.ts";
import { stage } from "../gallery/stage.tsx";

/** The whole app in a state, without the code that `stand` would fetch for it. */
async function home(name: string): Promise<AsyncDisposable> {
  const { app } = await stage(states.find((state) => state.name === name)!);
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  root.render(app);
  await expect.poll(() => place.querySelector("h1")).not.toBeNull();
  return {
    [Symbol.asyncDispose]: async () => {
      root.unmount();
      place.remove();
      await Promise.resolve();
    },
  };
}
/** Whatever asked for a moment of rest before has had it. */
const rest = () => new Promise((resolve) => requestIdleCallback(resolve));

// A page from the development server is of more files than a browser notes by itself.
performance.setResourceTimingBufferSize(10_000);
const fetched = (page: string): boolean =>
  performance.getEntriesByType("resource").some(({ name }) => name.includes(`/${page}.tsx`));

test("M11 no page is fetched ahead while there is no connection", async () => {
  await using _view = await home("offline");
  await rest();
  expect(fetched("HomePage")).toBe(true);
  expect(fetched("SettingsPage")).toBe(false);
});

test("M11 once the first page stands, pages that nobody opened are fetched, so that they open without a connection", async () => {
  await using _view = await home("lively");
  const pages = [
    "SettingsPage",
    "SafetyPage",
    "RoomPage",
    "MeetupPage",
    "NewMeetupPage",
    "ClubPeoplePage",
    "ClubsPage",
  ];
  // The development server makes each page when it is first asked for.
  await expect.poll(() => pages.filter((page) => !fetched(page))).toEqual([]);
});
