import { eventId, failed } from "@paceline/protocol";
import { expect, onTestFinished, test, vi } from "vitest";
import { riders } from "../../gallery/samples/on-the-road.ts";
import { lively, withFact } from "../../gallery/samples/lively.ts";
import { CHAT, rooms } from "../../gallery/samples/rooms.ts";
import { NOW } from "../../gallery/samples/time.ts";
import { found, press, stand } from "../../gallery/stand.tsx";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const mine = riders.find((share) => share.mine);
const sharing = (...shares: readonly (typeof riders)[number][]): ViewState => ({
  name: "sharing",
  path: "/meetups",
  facts: [...lively, fact("shares", {}, shares, {})],
});
const chat: ViewState = { name: "chat", path: `/chats/${encodeURIComponent(CHAT)}`, facts: lively };

type Heard = { readonly found: PositionCallback; readonly failed: PositionErrorCallback };

/** A device that says where it is when the test wants it to. */
function device(): { readonly heard: Heard[]; readonly cleared: number[] } {
  const seen = { heard: [] as Heard[], cleared: [] as number[] };
  const listen = (found: PositionCallback, failed?: PositionErrorCallback | null): number =>
    seen.heard.push({ found, failed: failed ?? (() => undefined) });
  const fakes = [
    vi.spyOn(navigator.geolocation, "watchPosition").mockImplementation(listen),
    vi
      .spyOn(navigator.geolocation, "getCurrentPosition")
      .mockImplementation((found, failed) => void listen(found, failed)),
    vi.spyOn(navigator.geolocation, "clearWatch").mockImplementation((id) => void seen.cleared.push(id)),
  ];
  onTestFinished(() => fakes.forEach((fake) => fake.mockRestore()));
  return seen;
}
const position = (latitude: number): GeolocationPosition =>
  ({
    timestamp: NOW,
    coords: { latitude, longitude: 11.5, accuracy: 9, altitude: null, speed: 6.5, heading: null },
  }) as GeolocationPosition;
const refusal = { code: 1, PERMISSION_DENIED: 1 } as GeolocationPositionError;

test("S2 on every page it says that I share, with how many, where and how long still; one press stops it", async () => {
  device();
  await using view = await stand(sharing(mine!));
  // The bar's code is fetched when it is needed, and the first test of a file waits for it.
  await expect.poll(() => view.place.textContent).toContain("You are sharing with 22 people in Riverside meetups");
  expect(view.place.textContent).toContain("2:10 left");
  await press("Stop");
  expect(view.port.last("stopShare")).toEqual({ roomId: mine!.roomId });
  view.port.set("shares", {}, [{ ...mine!, live: false }]);
  await expect.poll(() => view.place.textContent).not.toContain("You are sharing");
});

test("S2 two shares are stopped together", async () => {
  device();
  await using view = await stand(
    sharing(mine!, { ...mine!, id: riders[1]!.id, roomId: CHAT, roomName: "Riverside chat" }),
  );
  await press("Stop all");
  expect(view.port.last("stopAllShares")).toEqual({});
});

test("S2 a share of which the server takes no positions does not look like one, and can be ended", async () => {
  device();
  await using view = await stand(sharing({ ...mine!, refused: true }));
  await expect.poll(() => view.place.textContent).toContain("Nobody sees where you are");
  expect(view.place.textContent).not.toContain("You are sharing with");
  await press("Stop");
  expect(view.port.last("stopShare")).toEqual({ roomId: mine!.roomId });
});

test("S3 every place of this device goes to the engine while a share of mine lives, and none after", async () => {
  const gps = device();
  await using view = await stand(sharing(mine!));
  await expect.poll(() => gps.heard.length).toBe(1);
  gps.heard[0]!.found(position(48.1));
  gps.heard[0]!.found(position(48.2));
  expect(view.port.calls.filter(({ name }) => name === "takeFix")).toHaveLength(2);
  expect(view.port.last("takeFix")).toEqual({
    fix: { ts: NOW, latitude: 48.2, longitude: 11.5, accuracy_m: 9, speed_mps: 6.5 },
  });
  view.port.set("shares", {}, [{ ...mine!, live: false }]);
  await expect.poll(() => gps.cleared).toEqual([1]);
});

test("S2 nobody is asked where they are before they share", async () => {
  const gps = device();
  await using view = await stand(chat);
  const button = () => view.place.querySelector("button[aria-label='Share my position']");
  await expect.poll(button).not.toBeNull();
  expect(gps.heard).toEqual([]);
});

test("S2 a share that another device of mine feeds is said and stopped here, and asks nobody where this device is", async () => {
  const gps = device();
  const { precision: _of, ...elsewhere } = mine!;
  await using view = await stand(sharing(elsewhere));
  await expect.poll(() => view.place.textContent).toContain("You are sharing with 22 people");
  expect(gps.heard).toEqual([]);
  await press("Stop");
  expect(view.port.last("stopShare")).toEqual({ roomId: mine!.roomId });
});

test("S2 a browser that keeps the place to itself is said where the share is seen, with what to do", async () => {
  const gps = device();
  await using view = await stand(sharing(mine!));
  await expect.poll(() => gps.heard.length).toBe(1);
  gps.heard[0]!.failed(refusal);
  await expect.poll(() => view.place.textContent).toContain("Allow it for this page in the address bar");
  await press("Try again");
  await expect.poll(() => gps.heard.length).toBe(2);
  gps.heard[1]!.found(position(48.1));
  await expect.poll(() => view.place.textContent).not.toContain("address bar");
});

const gpx = (...times: readonly string[]): string =>
  `<gpx>${times.map((time, at) => `<trkpt lat="${48 + at}" lon="11"><time>${time}</time></trkpt>`).join("")}</gpx>`;

/** Opens the dialog on a development set, or on another, and chooses a file in it. */
async function chooseRide(development: boolean, text: string): Promise<void> {
  const people = [{ name: "Ana", userId: "@ana:example.org", password: "a password" }];
  const real = fetch;
  const fake = vi
    .spyOn(window, "fetch")
    .mockImplementation((input, init) =>
      input === "/demo.json"
        ? Promise.resolve(development ? Response.json({ people }) : new Response(null, { status: 404 }))
        : real(input, init),
    );
  onTestFinished(() => fake.mockRestore());
  (await found("button[aria-label='Share my position']")).click();
  await expect.poll(() => fake.mock.calls.map(([input]) => input)).toContain("/demo.json");
  if (!development) return;
  const input = await found("input[type=file]");
  const files = new DataTransfer();
  files.items.add(new File([text], "loop.gpx"));
  (input as HTMLInputElement).files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

test("S2 the desktop shell asks nobody where it is, and says what shares in its place", async () => {
  const gps = device();
  await using view = await stand({ ...sharing(mine!), host: "desktop" });
  await expect.poll(() => view.place.textContent).toContain("There is no location service here");
  expect(gps.heard).toEqual([]);
});

test("S3 on a development set a recorded ride stands in for the device, as if it were ridden now", async () => {
  const gps = device();
  await using view = await stand(chat);
  await chooseRide(true, gpx("2026-05-01T08:00:00Z", "2026-05-01T20:00:00Z"));
  await expect.poll(() => document.querySelector("[role=dialog]")?.textContent).toContain("rides loop.gpx");
  view.port.set("shares", {}, [mine!]);
  await expect.poll(() => view.port.last("takeFix")).toMatchObject({ fix: { longitude: 11, heading_deg: 0 } });
  expect((view.port.last("takeFix") as { fix: { latitude: number } }).fix.latitude).toBeCloseTo(48, 1);
  expect(gps.heard).toEqual([]);
});

test("S3 a file that is no recorded ride is said to be none", async () => {
  device();
  await using _view = await stand(chat);
  await chooseRide(true, gpx("2026-05-01T08:00:00Z"));
  await expect.poll(() => document.querySelector("[role=dialog]")?.textContent).toContain("no recorded ride");
});

test("S3 where real people are, nobody can share a ride that is none", async () => {
  device();
  await using _view = await stand(chat);
  await chooseRide(false, "");
  await expect.poll(() => document.querySelector("[role=dialog]")?.textContent).toContain("7 people can see it");
  expect(document.querySelector("input[type=file]")).toBeNull();
});

test("S2 sharing asks how long and how exactly and shows who will see it, before anything leaves", async () => {
  device();
  await using view = await stand(chat);
  (await found("button[aria-label='Share my position']")).click();
  await expect.poll(() => document.querySelector("[role=dialog]")?.textContent).toContain("7 people can see it");
  expect(document.querySelector("[role=dialog]")?.textContent).toContain("Priya Shah");
  expect(view.port.last("startShare")).toBeUndefined();
  [...document.querySelectorAll<HTMLElement>("[role=radiogroup] label")]
    .find(({ textContent }) => textContent === "15 min")
    ?.click();
  await press("About 500 m");
  await press("Start sharing");
  expect(view.port.last("startShare")).toEqual({ roomId: CHAT, durationMs: 900_000, precision: "500m" });
  await expect.poll(() => document.querySelector("[role=dialog]")).toBeNull();
});

test("S3 where very many share already, it is said before how seldom positions come", async () => {
  device();
  const many = Array.from({ length: 40 }, (_, at) => ({
    ...riders[1]!,
    id: eventId(`$crowd${at}`),
    roomId: CHAT,
    mine: false,
  }));
  await using _view = await stand({ ...chat, facts: [...lively, fact("shares", {}, many, {})] });
  (await found("button[aria-label='Share my position']")).click();
  await expect
    .poll(() => document.querySelector("[role=dialog]")?.textContent)
    .toContain("41 people share here. So that the server keeps up, each position comes about every 11 s.");
});

test("S2 where the room lets nobody share, nobody is offered to", async () => {
  device();
  const rows = rooms.map((room) => ({ ...room, may: { ...room.may, share: false } }));
  await using view = await stand({ ...chat, facts: withFact(lively, fact("rooms", {}, rows, { complete: true })) });
  await expect.poll(() => view.place.querySelector("button[aria-label='About this chat']")).not.toBeNull();
  expect(view.place.querySelector("button[aria-label='Share my position']")).toBeNull();
});

test("S2 a share that is refused keeps the dialog and says why", async () => {
  device();
  await using _view = await stand(chat, { startShare: () => failed("forbidden", "never") });
  (await found("button[aria-label='Share my position']")).click();
  await press("Start sharing");
  await expect.poll(() => document.querySelector("[role=alert]")?.textContent).toContain("not allowed");
});
