import type { HazardRow, MeetupRow, ShareRow } from "@paceline/protocol/port";
import type { Whereabouts } from "../../app/session-store.tsx";
import type { MapContent, MapPerson, MapPlace, MapSign } from "../../map/content.ts";
import { remembering } from "../../map/remembering.ts";
import { spotOfText } from "../../map/spot-text.ts";

/** Somebody who shares and whose place is known. */
const personOf = remembering(
  ({ id, person, mine, last, trail, stale, live, part }: ShareRow): MapPerson | undefined => {
    if (last === undefined) return undefined;
    return {
      id,
      name: person.name,
      face: { id: person.userId, mxc: person.avatar },
      latitude: last.latitude,
      longitude: last.longitude,
      accuracy_m: last.accuracy_m,
      faded: stale || !live,
      part,
      mine,
      trail,
    };
  },
);

/** Where a meetup begins, if its card says it in coordinates. */
export const placeOf = remembering(({ id, block: { place } }: MeetupRow): MapPlace | undefined => {
  const spot = place?.uri === undefined ? undefined : spotOfText(place.uri);
  return spot === undefined || place === undefined ? undefined : { id, name: place.name, ...spot };
});

const signOf = remembering(({ id, headline, latitude, longitude, radius_m }: HazardRow): MapSign => ({
  id,
  name: headline,
  latitude,
  longitude,
  radius_m,
}));

const isHere = <T>(value: T | undefined): value is T => value !== undefined;

/** What a map of these shows. */
export const contentOf = (
  shares: readonly ShareRow[],
  meetups: readonly MeetupRow[],
  hazards: readonly HazardRow[],
  whereabouts: Whereabouts,
): MapContent => ({
  people: shares.map(personOf).filter(isHere),
  places: meetups.map(placeOf).filter(isHere),
  signs: hazards.map(signOf),
  me: whereabouts.is === "known" ? whereabouts.fix : undefined,
});
