import { expect, test } from "vitest";
import { states } from "../features/home/HomePage.states.ts";
import { stand } from "../gallery/stand.tsx";

const named = (name: string) => states.find((state) => state.name === name)!;
// A page from the development server is of more files than a browser notes by itself.
performance.setResourceTimingBufferSize(10_000);
const fetched = (page: string): boolean =>
  performance.getEntriesByType("resource").some(({ name }) => name.includes(`/${page}.tsx`));

test("M11 no page is fetched ahead while there is no connection", async () => {
  await using _view = await stand(named("offline"));
  expect(fetched("HomePage")).toBe(true);
  expect(fetched("SettingsPage")).toBe(false);
});

test(
  "M11 once the first page stands, pages that nobody opened are fetched, so that they open without a connection",
  { timeout: 90_000 },
  async () => {
    await using _view = await stand(named("lively"));
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
    await expect.poll(() => pages.filter((page) => !fetched(page)), { timeout: 30_000 }).toEqual([]);
  },
);
