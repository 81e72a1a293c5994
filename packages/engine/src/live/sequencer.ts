import { nextRoster, rosterChanges, rosterNotice, toldInWords } from "@paceline/domain";
import type { SentRoster } from "@paceline/domain";
import { txnId } from "@paceline/protocol";
import type { DeviceId, UserId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { MeetupBook } from "../meetups/book.ts";
import { dossierIn } from "../meetups/dossier.ts";
import type { Dossier } from "../meetups/dossier.ts";
import { heard } from "../meetups/heard.ts";
import { nameIn } from "../projection/people.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import type { RoomState } from "../projection/room-state.ts";
import { writtenIn } from "../projection/session-record.ts";

export type SequencerParts = {
  readonly projection: Projection;
  readonly outbox: Outbox;
  readonly book: MeetupBook;
  readonly me: UserId;
  readonly device: DeviceId;
};

/** A notice about an older roster would only confuse. */
const TOLD_WITHIN_MS = 24 * 60 * 60 * 1_000;
const READ = 500;

/**
 * Publishes rosters of the cards this account is the sequencer of, in encrypted rooms (the bridge does it where it can read). Everything follows from what is committed:
 * transaction ids name card, epoch and sequence, so a crash between any two steps repeats nothing.
 */
export async function sequence(parts: SequencerParts, now: number): Promise<void> {
  const { projection, book, me } = parts;
  for (const events of await book.all()) {
    if (projection.rooms.get(events.room)?.encrypted !== true) continue;
    const state = await projection.state(events.room);
    const dossier = dossierIn(book, events, state);
    if (dossier === undefined || dossier.now.meetup.sequencer !== me) continue;
    if (rosterUnderWay(parts, dossier)) continue;
    await tell(parts, dossier, state, now);
    await publish(parts, dossier);
  }
}

async function publish({ projection, outbox, me, device }: SequencerParts, dossier: Dossier): Promise<void> {
  const known = heard(dossier, me);
  if (known === undefined || (await isSomethingMissing(projection, dossier))) return;
  const roster = nextRoster({
    card: dossier.id,
    meetup: dossier.now.meetup,
    me,
    previous: dossier.roster,
    ...known,
  });
  if (roster === undefined) return;
  const id = txnId(`${mark(device)}${dossier.id}.${roster.epoch}.${roster.seq}`);
  await outbox.enqueue({ is: "event", roomId: dossier.events.room, type: EVENTS.roster.type, content: roster }, id);
}

/** One short message to people who answered by reaction, because their client shows no roster. Told by the device whose roster counts. */
async function tell(
  { projection, outbox, me, device }: SequencerParts,
  dossier: Dossier,
  state: RoomState,
  now: number,
): Promise<void> {
  const { roster, rosters, standing, events } = dossier;
  const sent = roster === undefined ? undefined : events.related.get(roster.eventId);
  if (roster === undefined || sent?.sender !== me || sent.ts < now - TOLD_WITHIN_MS) return;
  if (sent.txnId?.startsWith(mark(device)) !== true) return;
  const changes = rosterChanges(before(roster, rosters)?.roster, roster.roster);
  const notice = rosterNotice(
    toldInWords(changes, standing),
    dossier.now.meetup.title,
    (user) => nameIn(state, user),
    writtenIn(projection),
  );
  const id = txnId(`${mark(device)}told.${roster.eventId}`);
  if (notice === undefined || (await projection.sentAs(id)) !== undefined) return;
  const content = {
    msgtype: "m.text",
    body: notice.body,
    "m.mentions": { user_ids: notice.mentions },
    "m.relates_to": { "m.in_reply_to": { event_id: dossier.id } },
  };
  await outbox.enqueue({ is: "event", roomId: events.room, type: "m.room.message", content }, id);
}

const mark = (device: DeviceId): string => `roster.${device}.`;

function before(current: SentRoster, all: readonly SentRoster[]): SentRoster | undefined {
  const place = ({ roster }: SentRoster): number => roster.epoch * 1_000_000 + roster.seq;
  const earlier = all.filter((one) => place(one) < place(current));
  return earlier.reduce<SentRoster | undefined>(
    (best, one) => (best === undefined || place(one) > place(best) ? one : best),
    undefined,
  );
}

function rosterUnderWay({ outbox }: SequencerParts, { id, events }: Dossier): boolean {
  return outbox.entries(events.room).some(({ intent, state }) => {
    if (intent.is !== "event" || intent.type !== EVENTS.roster.type || state.is === "failed") return false;
    const relates = intent.content["m.relates_to"] as { event_id?: string } | undefined;
    return relates?.event_id === id;
  });
}

/** Part of the room's history after the card is not here; answers may be in it. */
async function isSomethingMissing(projection: Projection, { events }: Dossier): Promise<boolean> {
  let after = events.card.pos;
  for (;;) {
    const items = await projection.itemsAfter(events.room, after, READ);
    if (items.some(({ is }) => is === "gap")) return true;
    if (items.length < READ) return false;
    after = items.at(-1)?.pos ?? Number.MAX_SAFE_INTEGER;
  }
}
