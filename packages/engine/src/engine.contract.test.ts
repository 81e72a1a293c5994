import { expect, onTestFinished, test } from "vitest";
import type { MessageRow, TimelineRow } from "@paceline/protocol/port";
import { count } from "@paceline/testkit/counts";
import { openPeer } from "./testing/engine-peer.ts";
import { groupOf, peopleOnSynapse } from "./testing/people.ts";

const people = peopleOnSynapse();

const saying = (text: string) => (rows: readonly TimelineRow[]) => find(rows, text) !== undefined;
const find = (rows: readonly TimelineRow[], text: string): MessageRow | undefined =>
  rows.find((row): row is MessageRow => row.is === "message" && row.text === text);

test("M1 M8 an encrypted direct message goes both ways and both see where it stands", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.engine("Ben")]);
  const { roomId } = await ana.must("startDirect", { userId: ben.id });
  await ben.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomKind === "direct"));
  await ben.must("acceptInvite", { roomId });
  await ben.until("rooms", {}, (rows) =>
    rows.some((row) => row.id === roomId && row.kind === "direct" && row.name === "Ana"),
  );
  await ana.until("members", { roomId }, (rows) => rows.some((row) => row.id === ben.id && row.membership === "join"));

  const { txnId } = await ana.must("sendText", { roomId, text: "Hello **Ben**" });
  const { rows } = await ben.until("timeline", { roomId }, saying("Hello **Ben**"));
  expect(find(rows, "Hello **Ben**")).toMatchObject({ mine: false, clearInEncrypted: false, edited: false });
  expect(find(rows, "Hello **Ben**")?.body).toEqual([
    {
      t: "p",
      children: [
        { t: "text", text: "Hello " },
        { t: "strong", children: [{ t: "text", text: "Ben" }] },
      ],
    },
  ]);

  await ben.must("sendText", { roomId, text: "Hi Ana" });
  const { rows: shown } = await ana.until("timeline", { roomId }, saying("Hi Ana"));
  await ana.until("rooms", {}, ([row]) => row?.unread === 1);
  const eventId = find(shown, "Hi Ana")?.eventId;
  if (eventId === undefined) throw new Error("a message that came has an event id");
  await ana.must("markRead", { roomId, eventId });
  await ana.until("rooms", {}, ([row]) => row?.unread === 0);
  await ben.until("timeline", { roomId }, (all) => find(all, "Hi Ana")?.delivery?.is === "read");
  expect(find(shown, "Hello **Ben**")).toMatchObject({ id: txnId, mine: true });
});

test("M9 edits, replies, reactions and deletions work with another client", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.plain("Ben")]);
  const roomId = await groupOf(ana, [ben]);
  await ana.must("sendText", { roomId, text: "frist" });
  const first = await ben.client.message(roomId, "frist");
  const { rows } = await ana.until("timeline", { roomId }, (all) => find(all, "frist")?.eventId !== undefined);
  const eventId = find(rows, "frist")?.eventId as NonNullable<MessageRow["eventId"]>;
  await ana.must("editText", { roomId, eventId, text: "first" });
  expect(await ben.client.message(roomId, "first")).toMatchObject({ eventId: first.eventId, edited: true });

  await ben.client.reply(roomId, eventId, "an answer");
  await ben.client.react(roomId, eventId, "👍");
  await ana.until("timeline", { roomId }, (all) => find(all, "an answer")?.replyTo?.eventId === eventId);
  await ana.until("timeline", { roomId }, (all) => find(all, "first")?.reactions[0]?.key === "👍");

  await ana.must("toggleReaction", { roomId, eventId, key: "🎉" });
  await ben.client.until(
    () => ben.client.messages(roomId).find((message) => "🎉" in message.reactions),
    "the reaction",
  );
  await ana.until("timeline", { roomId }, (all) => find(all, "first")?.reactions.some(({ mine }) => mine) === true);
  await ana.must("toggleReaction", { roomId, eventId, key: "🎉" });
  await ana.until("timeline", { roomId }, (all) => find(all, "first")?.reactions.length === 1);

  await ana.must("deleteMessage", { roomId, eventId });
  await ana.until("timeline", { roomId }, (all) => all.some((row) => row.is === "deleted" && row.eventId === eventId));
  await ben.client.until(() => !ben.client.messages(roomId).some((message) => message.eventId === eventId), "its end");
});

test("M7 typing is seen by the other side and ends", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.engine("Ben")]);
  const roomId = await groupOf(ana, [ben]);
  await ana.must("setTyping", { roomId, typing: true });
  const { rows } = await ben.until("typing", { roomId }, (all) => all.length > 0);
  expect(rows).toEqual([{ id: ana.id, name: "Ana" }]);
  await ana.must("setTyping", { roomId, typing: false });
  await ben.until("typing", { roomId }, (all) => all.length === 0);
});

test("M11 a restart shows history and waiting messages from the disk and goes on", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana", { name: "restarted" }), people.plain("Ben")]);
  const roomId = await groupOf(ana, [ben]);
  await ana.must("sendText", { roomId, text: "before" });
  await ben.client.message(roomId, "before");
  await ana.until("timeline", { roomId }, (all) => find(all, "before")?.delivery?.is === "sent");
  await ana.stop();
  await ben.client.say(roomId, "meanwhile");

  const offline: typeof fetch = () => Promise.reject(new TypeError("no network"));
  const cut = await openPeer({ name: "restarted", fetch: offline });
  await cut.until("rooms", {}, ([row]) => row?.name === "Group");
  await cut.until("timeline", { roomId }, saying("before"));
  await cut.must("sendText", { roomId, text: "written offline" });
  await cut.until("timeline", { roomId }, (all) => find(all, "written offline")?.delivery?.is === "queued");
  await cut.stop();

  const again = await openPeer({ name: "restarted" });
  onTestFinished(() => again.stop());
  await ben.client.message(roomId, "written offline");
  const { rows } = await again.until(
    "timeline",
    { roomId },
    (all) => find(all, "written offline")?.delivery?.is === "sent" && saying("meanwhile")(all),
  );
  const said = rows.flatMap((row) => (row.is === "message" ? [row.text] : []));
  expect(said).toEqual(["before", "meanwhile", "written offline"]);
});

test("M2 a gap after a long absence is shown and filled, without loss or repetition", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana", { name: "absent" }), people.plain("Ben")]);
  const roomId = await groupOf(ana, [ben]);
  await ben.client.say(roomId, "message 0");
  await ana.until("timeline", { roomId }, saying("message 0"));
  await ana.stop();
  // More than a sync brings of one room.
  const missed = count("M2 messages while somebody is away", { quick: 45, prove: 75 });
  for (let n = 1; n <= missed; n += 1) await ben.client.say(roomId, `message ${n}`);

  const back = await openPeer({ name: "absent" });
  onTestFinished(() => back.stop());
  const { rows } = await back.until(
    "timeline",
    { roomId },
    (all) => saying(`message ${missed}`)(all) && all.some((row) => row.is === "gap"),
  );
  const gap = rows.find((row) => row.is === "gap");
  await back.must("fillGap", { roomId, gapId: gap?.id ?? "" });
  const { rows: whole } = await back.until("timeline", { roomId }, (all) => !all.some((row) => row.is === "gap"));
  const numbers = whole.flatMap((row) => (row.is === "message" ? [row.text] : []));
  expect(numbers).toEqual(Array.from({ length: missed + 1 }, (_, n) => `message ${n}`));
});

test("M2 a new device reads back to the room's beginning", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.plain("Ben")]);
  const room = await ben.client.createRoom({ invite: [ana.id], name: "Long" });
  // Two pages of history, or three, besides what a sync brings.
  const said = count("M2 messages before somebody came", { quick: 90, prove: 130 });
  for (let n = 0; n < said; n += 1)
    await ben.client.sendClear(room, "m.room.message", { msgtype: "m.text", body: `message ${n}` });
  const { rows: asked } = await ana.until("requests", {}, (all) => all.length === 1);
  const [invite] = asked;
  if (invite?.is !== "invite") throw new Error("an invitation was expected");
  const { roomId } = invite;
  await ana.must("acceptInvite", { roomId });
  onTestFinished(ana.port.subscribe("timeline", { roomId }, () => {}));
  let older = (await ana.until("timeline", { roomId }, saying(`message ${said - 1}`))).meta.older;
  for (let step = 0; step < 10 && older === "more"; step += 1) {
    await ana.must("loadOlder", { roomId });
    older = (await ana.until("timeline", { roomId }, (_, meta) => meta.older !== "loading")).meta.older;
  }
  const { rows } = await ana.until("timeline", { roomId }, saying(`message ${said - 1}`));
  expect(older).toBe("start");
  expect(rows.flatMap((row) => (row.is === "message" ? [row.text] : []))).toEqual(
    Array.from({ length: said }, (_, n) => `message ${n}`),
  );
});
