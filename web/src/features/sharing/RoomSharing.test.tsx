import { expect, test } from "vitest";
import { lively, withFact } from "../../gallery/samples/lively.ts";
import { hazards, riders } from "../../gallery/samples/on-the-road.ts";
import { CHAT } from "../../gallery/samples/rooms.ts";
import { press, stand } from "../../gallery/stand.tsx";
import { fact, type ViewState } from "../../gallery/view-state.ts";
import { states } from "../room/RoomPage.states.ts";

const named = (name: string): ViewState => states.find((state) => state.name === name)!;

const here = riders.map((share) => ({
  ...share,
  roomId: CHAT,
  ...(share.mine ? { precision: "500m" as const } : {}),
}));
const chat: ViewState = {
  name: "sharing in a chat",
  path: `/chats/${encodeURIComponent(CHAT)}`,
  shared: { asideOpen: true },
  facts: withFact(
    withFact(lively, fact("shares", {}, here, {})),
    fact(
      "hazards",
      {},
      hazards.map((hazard) => ({ ...hazard, roomId: CHAT })),
      {},
    ),
  ),
};

test("S2 beside a chat it stands how exactly and how long I share there, and what is on its map in words", async () => {
  await using view = await stand(chat);
  const part = () => view.place.querySelector("section[aria-label='Live map']")?.textContent ?? "";
  await expect.poll(part).toContain("You are sharing here until");
  expect(part()).toContain("Precision: About 500 m.");
  for (const { person } of riders) expect(part()).toContain(person.name);
  for (const { headline } of hazards) expect(part()).toContain(headline);
});

test("S2 in a group that lets moderators alone share, a member reads why there is no button", async () => {
  await using view = await stand(named("moderators alone share"));
  const part = () => view.place.querySelector("section[aria-label='Live map']");
  await expect.poll(() => part()?.textContent).toContain("only moderators may share");
  expect(part()?.querySelector("button")).toBeNull();
});

test("S2 whoever manages such a group allows it to everybody", async () => {
  await using view = await stand(named("sharing to be allowed"));
  const part = () => view.place.querySelector("section[aria-label='Live map']")?.textContent ?? "";
  await expect.poll(part).toContain("only moderators may share");
  await press("Let everybody share here");
  expect(view.port.last("letShare")).toEqual({ roomId: CHAT });
  await expect.poll(() => document.body.textContent).toContain("Everybody in here may share");
});
