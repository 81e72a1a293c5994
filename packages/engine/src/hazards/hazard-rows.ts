import { hazardKind, placeOfCircle } from "@paceline/domain/safety";
import type { RoomId, UserId } from "@paceline/protocol";
import type { HazardRow } from "@paceline/protocol/port";
import { personIn } from "../safety/contacts.ts";
import { mayClearIn } from "./standing.ts";
import type { Standing } from "./standing.ts";

/** Newest first. One whose place is off the globe is none. */
export function hazardRows(
  standing: readonly Standing[],
  me: UserId,
  clubOf: (room: RoomId) => RoomId | undefined,
): HazardRow[] {
  return standing
    .flatMap(({ room, state, hazard }): HazardRow[] => {
      const { eventId, reporter, block, sentMs, expiresMs } = hazard;
      const place = placeOfCircle(block.info?.area?.circle);
      const clubId = clubOf(room);
      if (place === undefined) return [];
      return [
        {
          id: eventId,
          roomId: room,
          reporter: personIn(state, reporter),
          kind: hazardKind(block),
          headline: block.info?.headline ?? "",
          ...place,
          sentMs,
          expiresMs,
          mine: reporter === me,
          mayClear: reporter === me || mayClearIn(state)(me),
          ...(clubId === undefined ? {} : { clubId }),
          ...(block.info?.description === undefined ? {} : { description: block.info.description }),
        },
      ];
    })
    .sort((a, b) => b.sentMs - a.sentMs || (a.id < b.id ? -1 : 1));
}
