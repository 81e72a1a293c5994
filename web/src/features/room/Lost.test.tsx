import type { UndecryptableRow } from "@paceline/protocol/port";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { lively, withFact } from "../../gallery/samples/lively.ts";
import { ana, mila } from "../../gallery/samples/people.ts";
import { ANNOUNCE, CHAT, JONAS } from "../../gallery/samples/rooms.ts";
import { signedIn, withEncryption } from "../../gallery/samples/session.ts";
import { at } from "../../gallery/samples/time.ts";
import { lost } from "../../gallery/samples/timeline.ts";
import { found, press, stand } from "../../gallery/stand.tsx";
import { fact, type ViewState } from "../../gallery/view-state.ts";
import { formatsFor } from "../../words/formats.ts";

const sent = at("2026-11-20", "08:31");
const when = formatsFor("en-GB", "metric").exact(sent);
const WORDS = `@Mila Novak, I can’t read your message of ${when}. Could you send it again?`;

const showing = (roomId: typeof CHAT, row: UndecryptableRow): ViewState => ({
  name: row.reason,
  path: `/chats/${encodeURIComponent(roomId)}`,
  facts: withFact(lively, fact("timeline", { roomId }, [row], { roomId, older: "start" })),
});
const box = (name: string) => found(`textarea[aria-label="Message ${name}"]`);
const buttons = () => [...document.querySelectorAll("[role=log] article button")].map((one) => one.textContent);

test.each(["before-join", "no-key-yet", "not-sent-to-us", "broken"] as const)(
  "M6 a message that cannot be read (%s) says why, and asks its sender by name with one press and Enter",
  async (reason) => {
    await using view = await stand(showing(CHAT, lost("k1", mila, sent, reason)));
    await userEvent.fill(await box("Riverside chat"), "By the way");
    await press("Ask for it");
    expect(await box("Riverside chat")).toHaveProperty("value", `By the way\n${WORDS}`);
    await expect.poll(() => document.activeElement).toBe(await box("Riverside chat"));
    await userEvent.keyboard("{Enter}");
    expect(view.port.last("sendText")).toEqual({
      roomId: CHAT,
      text: `By the way\n${WORDS}`,
      mentions: [mila.userId],
    });
  },
);

test("M6 where I may not write its sender is asked in a direct chat", async () => {
  await using view = await stand(showing(ANNOUNCE, lost("k1", mila, sent, "no-key-yet")));
  await press("Ask for it");
  await expect.poll(() => view.port.last("startDirect")).toEqual({ userId: mila.userId });
  await expect.poll(() => view.router.state.location.pathname).toBe(`/chats/${encodeURIComponent(JONAS)}`);
  expect(await box("Jonas Weber")).toHaveProperty("value", WORDS);
  expect(view.port.last("sendText")).toBeUndefined();
});

test("M6 a locked device is verified, what stays locked is asked for, and nobody is asked for what they wrote themselves", async () => {
  {
    const state = showing(CHAT, lost("k1", mila, sent, "locked"));
    const locked = fact("session", {}, [withEncryption({ is: "locked" })], {});
    await using view = await stand({
      ...state,
      facts: withFact(state.facts, locked),
      shared: { setupPostponed: true },
    });
    await expect.poll(buttons).toEqual(["Verify"]);
    // Verified meanwhile: its key comes from the backup, or nobody but the sender has it.
    view.port.set("session", {}, [withEncryption({ restore: { done: 1, total: 2 } })]);
    await expect.poll(() => view.place.textContent).toContain("The key hasn’t arrived yet.");
    view.port.set("session", {}, [signedIn]);
    await expect.poll(() => view.place.textContent).toContain("its key is in no backup");
    expect(buttons()).toEqual(["Ask for it"]);
  }
  await using view = await stand(showing(CHAT, lost("k1", ana, sent, "no-key-yet")));
  await expect.poll(() => view.place.textContent).toContain("The key hasn’t arrived yet.");
  expect(buttons()).toEqual([]);
});
