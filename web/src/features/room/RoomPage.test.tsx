import { failed } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { lively, withFact } from "../../gallery/samples/lively.ts";
import { tom } from "../../gallery/samples/people.ts";
import { CHAT, rooms } from "../../gallery/samples/rooms.ts";
import { at } from "../../gallery/samples/time.ts";
import { chatRows, longHistory, message, withGap } from "../../gallery/samples/timeline.ts";
import { found, press, stand } from "../../gallery/stand.tsx";
import { fact, type ViewState } from "../../gallery/view-state.ts";
import { states } from "./RoomPage.states.ts";

const named = (name: string): ViewState => states.find((state) => state.name === name)!;
const box = () => found(`textarea[aria-label="Message Riverside chat"]`);
const scroller = () => found("[role=log]");

test("M1 what is written appears at once and goes to the engine as typed", async () => {
  await using view = await stand(named("no aside"));
  await userEvent.type(await box(), "See **you** there{Enter}");
  expect(view.port.last("sendText")).toEqual({ roomId: CHAT, text: "See **you** there" });
  await expect.poll(() => view.place.textContent).toContain("Waiting to be sent");
  expect(await box()).toHaveProperty("value", "");
});

test("M1 Shift+Enter breaks the line and sends nothing", async () => {
  await using view = await stand(named("no aside"));
  await userEvent.type(await box(), "one{Shift>}{Enter}{/Shift}two");
  expect(await box()).toHaveProperty("value", "one\ntwo");
  expect(view.port.last("sendText")).toBeUndefined();
});

test("S2 a share is a line of its room: until when, the way to the map, and for one's own the way to end it", async () => {
  await using view = await stand(named("shares"));
  const log = await found("[role=log]");
  await expect.poll(() => log.textContent).toMatch(/Mila Novak shares their position until \d\d:30/);
  expect(log.textContent).toMatch(/Lea Roth shared their position until \d\d:00/);
  expect(log.textContent).toMatch(/You shared your position here until \d\d:40/);
  expect([...log.querySelectorAll("a")].map((one) => one.textContent)).toEqual(["On the map", "On the map"]);
  const stops = [...log.querySelectorAll("button")].filter((one) => one.textContent === "Stop");
  expect(stops).toHaveLength(1);
  stops[0]!.click();
  expect(view.port.last("stopShare")).toEqual({ roomId: CHAT });
});

test("M1 a name picked after @ is mentioned by its id", async () => {
  await using view = await stand(named("no aside"));
  await userEvent.type(await box(), "Thanks @mil{Enter}!{Enter}");
  expect(view.port.last("sendText")).toEqual({
    roomId: CHAT,
    text: "Thanks @Mila Novak !",
    mentions: ["@mila:example.org"],
  });
});

test("M9 a change that the engine refuses is back in the box, as it was written", async () => {
  await using view = await stand(named("no aside"), { editText: async () => failed("too-large", "never") });
  const box = (await found("textarea")) as HTMLTextAreaElement;
  box.focus();
  await userEvent.keyboard("{ArrowUp} And more.{Enter}");
  await expect.poll(() => view.port.last("editText")).toMatchObject({ text: expect.stringContaining("And more.") });
  await expect.poll(() => box.value).toContain("And more.");
});

test("M9 ↑ in an empty box edits my last message, Esc keeps it", async () => {
  await using view = await stand(named("no aside"));
  await userEvent.type(await box(), "{ArrowUp}");
  expect(await box()).toHaveProperty(
    "value",
    "Rode it on Thursday: dry apart from the last kilometre. I bring a pump and two tubes.",
  );
  await userEvent.keyboard("{Escape}");
  expect(await box()).toHaveProperty("value", "");
  await userEvent.type(await box(), "{ArrowUp} And a light.{Enter}");
  expect(view.port.last("editText")).toMatchObject({ eventId: "$m5", text: expect.stringContaining("And a light.") });
});

test("M8 a message that was not sent says why and can be sent again or discarded", async () => {
  await using view = await stand(named("every kind"));
  await expect.poll(() => view.place.textContent).toContain("Not sent: This is too large for the server.");
  const again = [...view.place.querySelectorAll("button")].find((button) => button.textContent === "Send again")!;
  again.click();
  expect(view.port.last("retrySend")).toEqual({ txnId: "k15" });
});

test("M1 a draft stays with its room while one looks elsewhere", async () => {
  await using view = await stand(named("no aside"));
  await userEvent.type(await box(), "half a tho");
  await view.router.navigate({ to: "/meetups" });
  await found("h1");
  await view.router.navigate({ to: "/chats/$roomId", params: { roomId: CHAT } });
  expect(await box()).toHaveProperty("value", "half a tho");
});

test("M2 earlier messages come without moving what is read", async () => {
  await using view = await stand(named("long"));
  const pane = await scroller();
  await expect.poll(() => pane.scrollHeight - pane.scrollTop - pane.clientHeight).toBeLessThan(2);
  expect(view.port.last("loadOlder")).toBeUndefined();
  pane.scrollTop = 900;
  await expect.poll(() => view.port.last("loadOlder")).toEqual({ roomId: CHAT });
  const anchor = [...pane.querySelectorAll<HTMLElement>("article")].find(
    (row) => row.getBoundingClientRect().top > pane.getBoundingClientRect().top,
  )!;
  const label = anchor.getAttribute("aria-label")!;
  const before = anchor.getBoundingClientRect().top;
  const older = Array.from({ length: 60 }, (_, index) =>
    message(`older${index}`, tom, at("2026-10-01", "08:00") + index * 60_000, `Earlier ${index}`),
  );
  view.port.set("timeline", { roomId: CHAT }, [...older, ...longHistory(400)], { roomId: CHAT, older: "more" });
  await expect.poll(() => pane.querySelector(`article[aria-label="${label}"]`)).not.toBeNull();
  await expect
    .poll(() => Math.abs(pane.querySelector(`article[aria-label="${label}"]`)!.getBoundingClientRect().top - before))
    .toBeLessThan(4);
  expect(pane.querySelectorAll("article").length).toBeLessThan(80);
});

test("M2 messages missing in between are fetched when they come near, page after page, and after a failure by a press", async () => {
  const meta = { roomId: CHAT, older: "start" } as const;
  const rows = fact("timeline", { roomId: CHAT }, withGap("open"), meta);
  await using view = await stand({ ...named("gap failed"), facts: withFact(lively, rows) });
  const asked = () => view.port.calls.filter(({ name }) => name === "fillGap").length;
  await expect.poll(asked).toBe(1);
  expect(view.port.last("fillGap")).toEqual({ roomId: CHAT, gapId: "gap" });
  view.port.set("timeline", { roomId: CHAT }, withGap("loading"), meta);
  await expect.poll(() => view.place.textContent).toContain("Loading the messages in between");
  const between = message("between", tom, at("2026-11-21", "09:50"), "Found again");
  view.port.set("timeline", { roomId: CHAT }, [...withGap("open"), between], meta);
  await expect.poll(asked).toBe(2);
  view.port.set("timeline", { roomId: CHAT }, [...withGap("failed"), between], meta);
  await press("Try again");
  expect(asked()).toBe(3);
});

test("M2 who writes while reading further up is shown what they wrote", async () => {
  await using view = await stand(named("long"));
  const pane = await scroller();
  const fromEnd = () => pane.scrollHeight - pane.scrollTop - pane.clientHeight;
  await expect.poll(fromEnd).toBeLessThan(2);
  pane.scrollTop = 900;
  await expect.poll(fromEnd).toBeGreaterThan(1_000);
  await userEvent.type(await box(), "Back at the end{Enter}");
  await expect.poll(fromEnd).toBeLessThan(2);
  expect(view.place.querySelector(`article[aria-label="You: Back at the end"]`)).not.toBeNull();
});

test("M7 the newest message is marked read while it is in sight", async () => {
  await using view = await stand({
    ...named("no aside"),
    facts: withFact(lively, fact("timeline", { roomId: CHAT }, chatRows, { roomId: CHAT, older: "start" })),
  });
  await expect.poll(() => view.port.last("markRead")).toEqual({ roomId: CHAT, eventId: "$m7" });
});

test("M17 a message that arrives is spoken", async () => {
  await using view = await stand(named("no aside"));
  view.port.set("timeline", { roomId: CHAT }, [
    ...chatRows,
    message("new", tom, at("2026-11-21", "09:45"), "I have one"),
  ]);
  await expect.poll(() => view.place.querySelector("[aria-live=polite]")?.textContent).toBe("Tom Berg: I have one");
});

test("M10 a message that comes is rendered, and none of those before it again", async () => {
  let read = 0;
  const counted = Object.defineProperty(message("counted", tom, at("2026-11-21", "09:35"), ""), "text", {
    enumerable: true,
    get: () => ((read += 1), "Counted"),
  });
  const rows = [...chatRows.slice(0, -1), counted, ...chatRows.slice(-1)];
  const shown = fact("timeline", { roomId: CHAT }, rows, { roomId: CHAT, older: "start" });
  await using view = await stand({ ...named("no aside"), facts: withFact(lively, shown) });
  await found(`article[aria-label="Tom Berg: Counted"]`);
  const before = read;
  view.port.set("timeline", { roomId: CHAT }, [...rows, message("new", tom, at("2026-11-21", "09:45"), "Me too")]);
  view.port.set(
    "rooms",
    {},
    rooms.map((room) => ({ ...room, may: { ...room.may }, unread: room.unread + 1 })),
  );
  await expect.poll(() => view.place.textContent).toContain("Me too");
  expect(read).toBe(before);
  await userEvent.type(await box(), "Count me in");
  expect(await box()).toHaveProperty("value", "Count me in");
  expect(read).toBe(before);
});

test("M17 Esc closes the panel", async () => {
  await using view = await stand(named("lively"));
  await found("aside");
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => view.place.querySelector("aside")).toBeNull();
});

test("M9 a reaction is picked from what shows with the pointer", async () => {
  await using view = await stand(named("no aside"));
  await userEvent.hover(await found("article:has(time)"));
  const rows = [...view.place.querySelectorAll<HTMLElement>("article")];
  await userEvent.hover(rows.at(-1)!);
  await userEvent.click(await found("[role=toolbar] button[aria-label=React]"));
  await userEvent.click(await found("[aria-label='React with 👍']"));
  expect(view.port.last("toggleReaction")).toEqual({ roomId: CHAT, eventId: "$m7", key: "👍" });
});

test("M9 deleting asks first", async () => {
  await using view = await stand(named("no aside"));
  const mine = [...view.place.querySelectorAll<HTMLElement>("article")].find((row) =>
    row.textContent?.includes("Rode it on Thursday"),
  )!;
  await userEvent.hover(mine);
  await userEvent.click(await found("[role=toolbar] button[aria-label='More actions']"));
  await userEvent.click(
    [...document.querySelectorAll<HTMLElement>("[role=menuitem]")].find((item) => item.textContent === "Delete")!,
  );
  expect(view.port.last("deleteMessage")).toBeUndefined();
  await press("Delete");
  await expect.poll(() => view.port.last("deleteMessage")).toEqual({ roomId: CHAT, eventId: "$m5" });
});

test("C1 a picture of the room is chosen by whoever may; what is no picture says so", async () => {
  await using view = await stand(named("captain's aside"));
  await press("Picture");
  await expect.poll(() => document.querySelector("[role=dialog]")?.textContent).toContain("up to 8 MB");
  await userEvent.upload(await chooser(), notAPicture());
  await expect
    .poll(() => document.querySelector("[role=dialog] [role=alert]")?.textContent)
    .toContain("isn’t a picture");
  expect(view.port.last("setRoomAvatar")).toBeUndefined();
  await userEvent.upload(await chooser(), await smallPicture());
  await expect.poll(() => view.port.last("setRoomAvatar")?.picture.mimeType).toBe("image/jpeg");
  await expect.poll(() => document.querySelector("[role=dialog]")).toBeNull();
});

test("C1 while a picture is saved the dialog shows it, and says why it was not", async () => {
  const refused = Promise.withResolvers<Result<null, EngineFailureCode>>();
  await using _view = await stand(named("captain's aside"), { setRoomAvatar: () => refused.promise });
  await press("Picture");
  await userEvent.upload(await chooser(), await smallPicture());
  await expect.poll(() => document.querySelector("[role=dialog] [role=progressbar]")).not.toBeNull();
  refused.resolve(failed("too-large", "never"));
  await expect.poll(() => document.querySelector("[role=dialog] [role=alert]")?.textContent).toMatch(/\w/);
  expect(document.querySelector("[role=dialog] [role=progressbar]")).toBeNull();
});

test("C1 nobody without the power is offered another picture or name", async () => {
  await using view = await stand(named("lively"));
  await expect.poll(() => view.place.querySelector("aside")?.textContent).toContain("Members");
  const words = [...view.place.querySelectorAll("aside button")].map((one) => one.textContent);
  for (const word of ["Picture", "Rename"]) expect(words).not.toContain(word);
});

test("C5 the member list says who let somebody in, and warns of whom nobody with the right did", async () => {
  await using view = await stand(named("lively"));
  const line = (name: string) =>
    [...view.place.querySelectorAll<HTMLElement>("aside li")].find((one) => one.textContent?.includes(name));
  await expect.poll(() => line("Lea Roth")?.textContent).toContain("let in by Jonas Weber");
  expect(line("Lea Roth")?.querySelector("[data-warn]")).toBeNull();
  expect(line("Tom Berg")?.querySelector("[data-warn]")?.textContent).toContain(
    "Mila Novak let them in without the right",
  );
});

/** Its button opens the system's dialog, which no test can use. */
async function chooser(): Promise<HTMLElement> {
  const input = await found("[role=dialog] input[type=file]");
  input.style.display = "block";
  return input;
}

const notAPicture = (): File => new File(["words"], "notes.txt", { type: "image/png" });

async function smallPicture(): Promise<File> {
  const canvas = new OffscreenCanvas(8, 8);
  canvas.getContext("2d")?.fillRect(0, 0, 8, 8);
  return new File([await canvas.convertToBlob({ type: "image/png" })], "club.png", { type: "image/png" });
}
