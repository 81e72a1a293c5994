import { eventId } from "@paceline/protocol";
import type {
  GapRow,
  MessageRow,
  NoticeRow,
  Person,
  RichText,
  ShareBegunRow,
  TimelineMeta,
  TimelineRow,
  UndecryptableRow,
} from "@paceline/protocol/port";
import { GRAVEL } from "./meetups.ts";
import { ana, jonas, lea, mila, priya, tom } from "./people.ts";
import { CHAT } from "./rooms.ts";
import { at } from "./time.ts";

const plain = (text: string): RichText => [{ t: "p", children: [{ t: "text", text }] }];

export function message(
  id: string,
  sender: Person,
  ts: number,
  text: string,
  more: Partial<MessageRow> = {},
): MessageRow {
  return {
    is: "message",
    id,
    eventId: eventId(`$${id}`),
    ts,
    sender,
    mine: sender === ana,
    body: plain(text),
    text,
    notice: false,
    emote: false,
    edited: false,
    reactions: [],
    mentionsMe: false,
    readBy: [],
    clearInEncrypted: false,
    ...(sender === ana ? { delivery: { is: "sent" } } : {}),
    ...more,
  };
}

const notice = (id: string, sender: Person, ts: number, what: NoticeRow["what"]): NoticeRow => ({
  is: "notice",
  id,
  eventId: eventId(`$${id}`),
  ts,
  sender,
  what,
});
const share = (id: string, sender: Person, ts: number, endsMs: number, endedMs?: number): ShareBegunRow => ({
  is: "share",
  id,
  eventId: eventId(`$${id}`),
  ts,
  sender,
  mine: sender === ana,
  endsMs,
  ...(endedMs === undefined ? {} : { endedMs }),
});
/** A message that cannot be read. */
export const lost = (id: string, sender: Person, ts: number, reason: UndecryptableRow["reason"]): UndecryptableRow => ({
  is: "undecryptable",
  id,
  eventId: eventId(`$${id}`),
  ts,
  sender,
  reason,
});

export const chatRows: readonly TimelineRow[] = [
  notice("n1", jonas, at("2026-11-19", "18:00"), { kind: "joined", target: lea }),
  message("m1", tom, at("2026-11-19", "18:20"), "Anyone up for an easy spin tomorrow? I have a rest week."),
  message("m2", lea, at("2026-11-19", "18:24"), "Only if there is cake."),
  message("m3", priya, at("2026-11-20", "20:40"), "The closed bridge:", {
    body: [
      {
        t: "p",
        children: [
          { t: "text", text: "Two things about " },
          { t: "strong", children: [{ t: "text", text: "the closed bridge" }] },
          { t: "text", text: ":" },
        ],
      },
      {
        t: "ul",
        children: [
          { t: "li", children: [{ t: "text", text: "it stays shut until March" }] },
          {
            t: "li",
            children: [
              { t: "text", text: "the detour is signed, see " },
              { t: "link", href: "https://example.org/detour", children: [{ t: "text", text: "the town’s page" }] },
            ],
          },
        ],
      },
    ],
  }),
  message("card", jonas, at("2026-11-21", "09:00"), "Sunday gravel, river loop", { meetup: GRAVEL }),
  message("m4", priya, at("2026-11-21", "09:02"), "Is the river path dry enough for 35 mm tyres?"),
  message(
    "m5",
    ana,
    at("2026-11-21", "09:12"),
    "Rode it on Thursday: dry apart from the last kilometre. I bring a pump and two tubes.",
    {
      delivery: { is: "read", by: 11 },
      readBy: [mila, priya, jonas],
      reactions: [
        { key: "🙏", count: 4, mine: false, names: ["Priya Shah", "Mila Novak", "Tom Berg", "Lea Roth"] },
        { key: "👍", count: 2, mine: false, names: ["Jonas Weber", "Tom Berg"] },
      ],
    },
  ),
  message("m6", mila, at("2026-11-21", "09:40"), "Back tyre sorted, see you at 9!", {
    reactions: [{ key: "🎉", count: 3, mine: true, names: ["Ana Lindqvist", "Tom Berg", "Lea Roth"] }],
  }),
  message("m7", mila, at("2026-11-21", "09:41"), "Does anyone have a spare front light? Mine gave up."),
];
export const chatMeta: TimelineMeta = { roomId: CHAT, older: "more", readUpTo: eventId("$m5") };

export const directRows: readonly TimelineRow[] = [
  notice("d0", jonas, at("2026-11-02", "08:00"), { kind: "created" }),
  message("d1", jonas, at("2026-11-02", "08:01"), "Welcome to the captains. Here is where we plan."),
  message("d2", ana, at("2026-11-02", "08:12"), "Happy to help."),
  message("d3", jonas, at("2026-11-21", "08:55"), "Can you take the B group?"),
];

/** One of each kind, for the eye of a designer. */
export const everyKind: readonly TimelineRow[] = [
  notice("k0", jonas, at("2026-11-20", "08:00"), { kind: "created" }),
  notice("k1", jonas, at("2026-11-20", "08:01"), { kind: "encrypted" }),
  notice("k2", jonas, at("2026-11-20", "08:02"), { kind: "name", value: "Riverside chat" }),
  message("k3", mila, at("2026-11-20", "08:10"), "Welcome, @Ana Lindqvist!", {
    mentionsMe: true,
    body: [
      {
        t: "p",
        children: [
          { t: "text", text: "Welcome, " },
          { t: "person", userId: ana.userId, name: ana.name, me: true },
          { t: "text", text: "! Read the " },
          { t: "code", children: [{ t: "text", text: "#rules" }] },
          { t: "text", text: " first." },
        ],
      },
    ],
  }),
  message("k4", ana, at("2026-11-20", "08:12"), "Done. Is this right?", {
    replyTo: {
      eventId: eventId("$k3"),
      senderName: "Mila Novak",
      preview: { kind: "text", text: "Welcome, @Ana Lindqvist! Read the #rules first." },
    },
    edited: true,
  }),
  message("k5", tom, at("2026-11-20", "08:14"), "pre", {
    body: [
      { t: "quote", children: [{ t: "p", children: [{ t: "text", text: "Lights on until sunrise." }] }] },
      { t: "pre", text: "lap 1  3:12\nlap 2  3:09\nlap 3  3:15" },
      { t: "p", children: [{ t: "spoiler", children: [{ t: "text", text: "Lea won" }] }] },
    ],
  }),
  message("k6", lea, at("2026-11-20", "08:20"), "waves", { emote: true, notice: false }),
  message("k7", priya, at("2026-11-20", "08:22"), "Winter training begins on 1 December, Tuesdays at 18:30.", {
    announcement: { title: "Winter training" },
  }),
  message("k8", tom, at("2026-11-20", "08:25"), "Sent from an old app", { clearInEncrypted: true }),
  { is: "deleted", id: "k9", eventId: eventId("$k9"), ts: at("2026-11-20", "08:30"), sender: lea, mine: false },
  lost("k10", mila, at("2026-11-20", "08:31"), "no-key-yet"),
  lost("k11", mila, at("2026-11-20", "08:32"), "locked"),
  lost("k11a", tom, at("2026-11-20", "08:32"), "before-join"),
  lost("k11b", lea, at("2026-11-20", "08:32"), "not-sent-to-us"),
  lost("k11c", tom, at("2026-11-20", "08:32"), "broken"),
  { is: "gap", id: "k12", ts: at("2026-11-20", "08:33"), state: "open" },
  share("s1", lea, at("2026-11-20", "10:00"), at("2026-11-20", "12:00")),
  share("s2", ana, at("2026-11-20", "10:05"), at("2026-11-20", "13:00"), at("2026-11-20", "11:40")),
  share("s3", mila, at("2026-11-21", "09:05"), at("2026-11-21", "18:30")),
  share("s4", ana, at("2026-11-21", "09:10"), at("2026-11-21", "11:10")),
  message("k13", ana, at("2026-11-21", "09:30"), "Queued while offline", { delivery: { is: "queued" } }),
  message("own-card", ana, at("2026-11-21", "09:20"), "Sunday gravel, river loop", { meetup: GRAVEL }),
  message("k14", ana, at("2026-11-21", "09:31"), "On its way", { delivery: { is: "sending" } }),
  message("k15", ana, at("2026-11-21", "09:32"), "This one was too large for the server", {
    delivery: { is: "failed", failure: { code: "too-large", retry: "never" } },
  }),
];

/** A long history of two people, for scrolling. */
export const longHistory = (count: number): readonly TimelineRow[] =>
  Array.from({ length: count }, (_, index) =>
    message(
      `h${index}`,
      index % 3 === 0 ? ana : jonas,
      at("2026-11-01", "08:00") + index * 400_000,
      `Message ${index}. ${"More words. ".repeat(index % 5)}`,
    ),
  );

/** A talk with messages missing in its middle. */
export const withGap = (state: GapRow["state"]): readonly TimelineRow[] => [
  ...chatRows.slice(0, 3),
  { is: "gap", id: "gap", ts: at("2026-11-20", "19:00"), state },
  ...chatRows.slice(3),
];
