import { compareMeetups, startMs } from "@paceline/domain";
import type { MeetupRow } from "@paceline/protocol/port";
import type { World } from "../account/world.ts";
import { KEPT_MS, meetupRow } from "../lists/meetups.ts";
import { clubOfChannel } from "../lists/rooms.ts";
import { companionRow } from "../companions/companions.ts";
import { personIn } from "../timeline/timeline-rows.ts";
import type { MeetupBook } from "./book.ts";
import { dossierIn, dossierOf } from "./dossier.ts";
import { pendingAnswers } from "./pending-answers.ts";

/** Rows of every card of mine, by start. `now`: ms. */
export async function meetupRows(world: World, book: MeetupBook, now: number): Promise<MeetupRow[]> {
  const { projection, account } = world;
  const me = projection.session?.userId;
  if (me === undefined || account === undefined) return [];
  const clubs = clubOfChannel(projection.rooms);
  const rows: MeetupRow[] = [];
  for (const events of await book.all()) {
    const room = projection.rooms.get(events.room);
    if (room === undefined) continue;
    const state = await projection.state(room.id);
    const entries = account.outbox.entries(room.id);
    const pending = pendingAnswers(entries, events.card.id, me, (id) => events.related.has(id as never));
    const dossier = pending === undefined ? dossierIn(book, events, state) : dossierOf(events, state, pending.facts);
    if (dossier === undefined || startMs(dossier.now.meetup) < now - KEPT_MS) continue;
    const clubId = clubs.get(room.id) ?? room.channel?.club;
    const club = clubId === undefined ? undefined : { id: clubId, name: projection.rooms.get(clubId)?.title ?? "" };
    rows.push(
      meetupRow({
        dossier,
        room,
        club,
        me,
        now,
        person: personIn(state),
        delivery: pending?.delivery,
        companion: companionRow(dossier, projection.rooms),
      }),
    );
  }
  return rows.sort((a, b) => compareMeetups(a.block, b.block) || (a.id < b.id ? -1 : 1));
}
