import type { MxcUri } from "@paceline/protocol";
import type { Spot } from "./geo.ts";

/** Somebody on the map. */
export type MapPerson = Spot & {
  readonly id: string;
  readonly name: string;
  /** Whose face it is; colours follow it. */
  readonly face: { readonly id: string; readonly mxc?: MxcUri | undefined };
  readonly accuracy_m?: number | undefined;
  /** Positions stopped coming, or the share ended: drawn grey. */
  readonly faded: boolean;
  readonly part?: "lead" | "sweep" | undefined;
  readonly mine: boolean;
  /** Earlier places, oldest first, without the last. */
  readonly trail: readonly Spot[];
};

/** Where people meet. */
export type MapPlace = Spot & { readonly id: string; readonly name: string };

/** Something to be careful of, within a radius. */
export type MapSign = Spot & { readonly id: string; readonly name: string; readonly radius_m: number };

/** Everything a map shows, as data. Ids are unique over all kinds. */
export type MapContent = {
  readonly people: readonly MapPerson[];
  readonly places: readonly MapPlace[];
  readonly signs: readonly MapSign[];
  /** Where this device is, when somebody asked for it. */
  readonly me?: (Spot & { readonly accuracy_m?: number | undefined }) | undefined;
};

/** What "everything in view" means; a trail belongs to its rider. */
export const spotsOf = ({ people, places, signs, me }: MapContent): readonly Spot[] => [
  ...people,
  ...places,
  ...signs,
  ...(me === undefined ? [] : [me]),
];
