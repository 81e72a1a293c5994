import {
  cancelledMeetup,
  describeCancellation,
  describeChanges,
  describeMeetup,
  draftProblems,
  newMeetup,
  revisedMeetup,
} from "@paceline/domain";
import { failed, ok } from "@paceline/protocol";
import type { EventId, RoomId, TxnId, UserId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { MeetupBlock } from "@paceline/protocol/events";
import type { Content } from "../matrix/client-port.ts";
import type { MeetupBook } from "../meetups/book.ts";
import { dossierIn } from "../meetups/dossier.ts";
import type { Dossier } from "../meetups/dossier.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import { stateContent } from "../projection/room-state.ts";
import type { Answer, Handlers } from "./handlers.ts";

export type MeetupCommand = "createMeetup" | "changeMeetup" | "cancelMeetup" | "answerMeetup";

export type MeetupParts = {
  readonly projection: Projection;
  readonly outbox: Outbox;
  readonly book: MeetupBook;
  readonly me: UserId;
};

type Sent = Answer<{ txnId: TxnId }>;

/** Commands about cards and answers. They only write to the outbox, so they work without a network. */
export function meetupHandlers({ projection, outbox, book, me }: MeetupParts): Handlers<MeetupCommand> {
  const send = async (roomId: RoomId, type: string, content: Content): Sent => {
    const queued = await outbox.enqueue({ is: "event", roomId, type, content });
    return queued.ok ? ok({ txnId: queued.value }) : queued;
  };
  const known = async (cardId: EventId): Promise<Dossier | undefined> => {
    const events = await book.get(cardId);
    return events === undefined ? undefined : dossierIn(book, events, await projection.state(events.room));
  };

  /** The author edits the card itself; an organiser says the change in an event of its own. Then people are told by a reply. */
  async function change({ id, events, now }: Dossier, meetup: MeetupBlock, told: string | undefined): Sent {
    const { room } = events;
    const reference = { rel_type: "m.reference", event_id: id };
    const sent =
      now.author === me
        ? await send(room, "m.room.message", editOf(id, meetup))
        : await send(room, EVENTS.meetupUpdate.type, { v: 1, "m.relates_to": reference, meetup });
    if (!sent.ok || told === undefined) return sent;
    await send(room, "m.room.message", {
      msgtype: "m.text",
      body: told,
      "m.mentions": {},
      "m.relates_to": { "m.in_reply_to": { event_id: id } },
    });
    return sent;
  }

  return {
    async createMeetup({ roomId, draft }) {
      const problem = draftProblems(draft, Date.now())[0];
      if (problem !== undefined) return failed("invalid-input", "never", `${problem.path} ${problem.code}`);
      const uid = `${crypto.randomUUID()}@${projection.session?.serverName ?? "paceline"}`;
      const sequencer = await sequencerOf(projection, roomId, me);
      return send(roomId, "m.room.message", messageOf(newMeetup(draft, { uid, sequencer })));
    },
    async changeMeetup({ cardId, draft }) {
      const dossier = await known(cardId);
      if (dossier === undefined) return failed("not-found", "never");
      const problem = draftProblems(draft)[0];
      if (problem !== undefined) return failed("invalid-input", "never", `${problem.path} ${problem.code}`);
      if (!mayChange(dossier, me)) return failed("forbidden", "never");
      const meetup = revisedMeetup(dossier.now.meetup, draft);
      return change(dossier, meetup, describeChanges(dossier.now.meetup, meetup));
    },
    async cancelMeetup({ cardId, reason }) {
      const dossier = await known(cardId);
      if (dossier === undefined) return failed("not-found", "never");
      if (!mayChange(dossier, me)) return failed("forbidden", "never");
      return change(dossier, cancelledMeetup(dossier.now.meetup), describeCancellation(dossier.now.meetup, reason));
    },
    async answerMeetup({ cardId, status, guests, pace, note }) {
      const dossier = await known(cardId);
      if (dossier === undefined) return failed("not-found", "never");
      return send(dossier.events.room, EVENTS.rsvp.type, {
        v: 1,
        "m.relates_to": { rel_type: "m.reference", event_id: cardId },
        status,
        guests,
        ...(pace === undefined || pace === "" ? {} : { pace }),
        ...(note === undefined || note.trim() === "" ? {} : { note: note.trim() }),
      });
    },
  };
}

const mayChange = ({ now }: Dossier, me: UserId): boolean => now.author === me || now.meetup.organizers.includes(me);

const messageOf = (meetup: MeetupBlock): Content => ({
  msgtype: "m.text",
  body: describeMeetup(meetup),
  "m.mentions": {},
  [EVENTS.meetup.type]: meetup,
});

function editOf(card: EventId, meetup: MeetupBlock): Content {
  const fresh = messageOf(meetup);
  return {
    ...fresh,
    body: `* ${String(fresh["body"])}`,
    "m.new_content": fresh,
    "m.relates_to": { rel_type: "m.replace", event_id: card },
  };
}

/** The bot keeps the roster where it can read the room; elsewhere the author does. */
async function sequencerOf(projection: Projection, roomId: RoomId, me: UserId): Promise<UserId> {
  const bot = projection.session?.bot;
  if (bot === undefined || projection.rooms.get(roomId)?.encrypted !== false) return me;
  const member = stateContent(await projection.state(roomId), "m.room.member", bot);
  return member["membership"] === "join" ? bot : me;
}
