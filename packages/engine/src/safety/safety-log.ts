import { alertView } from "@paceline/domain/safety";
import { decode } from "@paceline/protocol/events";
import { isUserId } from "@paceline/protocol";
import type { SafetyLogRow } from "@paceline/protocol/port";
import { nameIn } from "../projection/people.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { noticeOf } from "../timeline/notices.ts";
import { asShown, joinedIn, logicalIn } from "./alert-rows.ts";
import type { CircleSeen } from "./alert-rows.ts";
import { personIn } from "./contacts.ts";

/** What happened in my own circle, newest first, as I may see it: nothing that I was forced to say. `now`: ms by the homeserver's clock. */
export function safetyLog(seen: CircleSeen, now: number): SafetyLogRow[] {
  const rows = [
    ...seen.events.flatMap((event) => timerRow(event, seen) ?? contactRow(event, seen)),
    ...alerts(seen, now),
  ];
  return rows.sort(newestFirst);
}

export const newestFirst = (a: SafetyLogRow, b: SafetyLogRow): number => b.tsMs - a.tsMs || (a.id < b.id ? -1 : 1);

function timerRow(
  { id, ts, sender, content, redacted }: TimelineEvent,
  { me }: CircleSeen,
): SafetyLogRow[] | undefined {
  const line = decode("safetyTimer", content);
  if (line.is !== "valid") return undefined;
  return sender === me && !redacted ? [{ id, tsMs: ts, what: { kind: `timer-${line.value.state}` } }] : [];
}

function contactRow(event: TimelineEvent, { state, me, bot }: CircleSeen): SafetyLogRow[] {
  const who = event.stateKey;
  if (event.type !== "m.room.member" || !isUserId(who) || who === me || who === bot) return [];
  const notice = noticeOf(event, (user) => personIn(state, user));
  const kind = notice === undefined ? undefined : CONTACTS[notice.kind];
  return kind === undefined ? [] : [{ id: event.id, tsMs: event.ts, what: { kind, person: nameIn(state, who) } }];
}

const CONTACTS: Readonly<Partial<Record<string, "contact-joined" | "contact-left">>> = {
  joined: "contact-joined",
  left: "contact-left",
  removed: "contact-left",
  banned: "contact-left",
};

const SENT = { sos: "sos-sent", test: "test-sent", overdue: "timer-overdue" } as const;

function alerts(seen: CircleSeen, now: number): SafetyLogRow[] {
  const { me, athlete, bot, circle, state } = seen;
  const contacts = [...joinedIn(state)].filter((user) => user !== athlete && user !== bot);
  return logicalIn(seen).flatMap((alert): SafetyLogRow[] => {
    const view = alertView(alert, { me, athlete, circle, contacts }, now);
    if (view === undefined || alert.eventId === undefined) return [];
    const { identifier: id, sentMs, cause, status, ended, duress } = alert;
    const overMs = duress?.ms ?? ended?.ts;
    const isOver = view.state === "resolved" || view.state === "cancelled";
    const sent = status === "Exercise" ? "drill-sent" : SENT[cause];
    return [
      { id, tsMs: sentMs, what: { kind: sent } },
      ...(isOver && overMs !== undefined && cause === "sos"
        ? [{ id: `${id}.over`, tsMs: overMs, what: { kind: "sos-cancelled" as const } }]
        : []),
      ...asShown(alert, seen).acks.map(({ user, ts }) => ({
        id: `${id}.${user}`,
        tsMs: ts,
        what: { kind: "acknowledged" as const, person: nameIn(state, user) },
      })),
    ];
  });
}
