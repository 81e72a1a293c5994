import {
  cancelledMeetup,
  describeCancellation,
  describeChanges,
  draftProblems,
  newMeetup,
  revisedMeetup,
  withPart,
} from "@paceline/domain";
import { failed } from "@paceline/protocol";
import type { EventId, RoomId, UserId } from "@paceline/protocol";
import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import type { MeetupBook } from "../meetups/book.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import { stateContent } from "../projection/room-state.ts";
import { writtenIn } from "../projection/session-record.ts";
import { cardToChange, changeCard, mayChange, messageOf, sendIn } from "./change-card.ts";
import type { Handlers } from "./handlers.ts";

export type MeetupCommand = "createMeetup" | "changeMeetup" | "cancelMeetup" | "answerMeetup" | "setRidePart";

export type MeetupParts = {
  readonly projection: Projection;
  readonly outbox: Outbox;
  readonly book: MeetupBook;
  readonly me: UserId;
};

/** Commands about cards and answers. They only write to the outbox, so they work without a network. */
export function meetupHandlers({ projection, outbox, book, me }: MeetupParts): Handlers<MeetupCommand> {
  const writer = () => ({ outbox, me, language: writtenIn(projection) });
  const known = (cardId: EventId) => cardToChange({ projection, outbox, book }, cardId);

  return {
    async createMeetup({ roomId, draft }) {
      const problem = draftProblems(draft, Date.now())[0];
      if (problem !== undefined) return failed("invalid-input", "never", `${problem.path} ${problem.code}`);
      const uid = `${crypto.randomUUID()}@${projection.session?.serverName ?? "paceline"}`;
      const sequencer = await sequencerOf(projection, roomId, me);
      const card = messageOf(newMeetup(draft, { uid, sequencer }), writtenIn(projection));
      return sendIn({ outbox }, roomId, "m.room.message", card);
    },
    async changeMeetup({ cardId, draft }) {
      const dossier = await known(cardId);
      if (dossier === undefined) return failed("not-found", "never");
      const problem = draftProblems(draft)[0];
      if (problem !== undefined) return failed("invalid-input", "never", `${problem.path} ${problem.code}`);
      if (!mayChange(dossier, me)) return failed("forbidden", "never");
      const meetup = revisedMeetup(dossier.now.meetup, draft);
      const by = writer();
      return changeCard(by, dossier, meetup, describeChanges(dossier.now.meetup, meetup, by.language));
    },
    async cancelMeetup({ cardId, reason }) {
      const dossier = await known(cardId);
      if (dossier === undefined) return failed("not-found", "never");
      if (!mayChange(dossier, me)) return failed("forbidden", "never");
      const { meetup } = dossier.now;
      const by = writer();
      return changeCard(by, dossier, cancelledMeetup(meetup), describeCancellation(meetup, reason, by.language));
    },
    async answerMeetup({ cardId, status, guests, pace, note }) {
      const dossier = await known(cardId);
      if (dossier === undefined) return failed("not-found", "never");
      return sendIn({ outbox }, dossier.events.room, EVENTS.rsvp.type, {
        v: 1,
        "m.relates_to": { rel_type: "m.reference", event_id: cardId },
        status,
        guests,
        ...(pace === undefined || pace === "" ? {} : { pace }),
        ...(note === undefined || note.trim() === "" ? {} : { note: note.trim() }),
      });
    },
    async setRidePart({ cardId, part, pace, userId }) {
      const dossier = await known(cardId);
      if (dossier === undefined) return failed("not-found", "never");
      if (!mayChange(dossier, me)) return failed("forbidden", "never");
      // A card that no reader accepts would take the whole meetup away.
      const next = MeetupBlock.safeParse(
        withPart(dossier.now.meetup, { part, user: userId, ...(pace === undefined ? {} : { pace }) }),
      );
      return next.success ? changeCard(writer(), dossier, next.data) : failed("invalid-input", "never");
    },
  };
}

/** The bot keeps the roster where it can read the room; elsewhere the author does. */
async function sequencerOf(projection: Projection, roomId: RoomId, me: UserId): Promise<UserId> {
  const bot = projection.session?.bot;
  if (bot === undefined || projection.rooms.get(roomId)?.encrypted !== false) return me;
  const member = stateContent(await projection.state(roomId), "m.room.member", bot);
  return member["membership"] === "join" ? bot : me;
}
