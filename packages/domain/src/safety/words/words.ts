import type { TimerMode } from "@paceline/protocol/events";
import type { HazardKind } from "@paceline/protocol/port";

/** What an alert says of one place and time, as text already. */
type PositionText = { readonly place: string; readonly accuracyM: number | undefined; readonly age: string };

/**
 * Every sentence that messages of a circle and hazards are made of, in one language. Names are single lines, times are written out (`17:50 GMT+1`). The body is all
 * that a reader on another client has, so each sentence stands by itself.
 */
export type SafetyWords = {
  readonly headline: {
    readonly help: (name: string) => string;
    /** Follows an alert that went out without a position. */
    readonly located: (name: string) => string;
    readonly overdue: (name: string) => string;
    readonly forcedEnd: (name: string) => string;
    readonly forcedCancel: (name: string) => string;
    readonly test: (name: string) => string;
    readonly falseAlarm: (name: string) => string;
    readonly allClear: (name: string) => string;
  };
  readonly description: {
    /** Nobody near the athlete may see that it is known. */
    readonly forced: string;
    readonly silence: (time: string) => string;
    readonly overdueSince: (name: string, time: string) => string;
  };
  readonly instruction: {
    readonly quiet: (name: string) => string;
    readonly call: (name: string) => string;
    readonly write: (name: string) => string;
    readonly doNotRing: (name: string) => string;
    /** Whom to call when nobody answers. */
    readonly emergency: string;
    readonly lookAbove: string;
    readonly test: string;
    readonly nothing: string;
  };
  readonly body: {
    readonly drill: (headline: string) => string;
    /** Before what follows a drill. */
    readonly drillMark: string;
    readonly test: (name: string) => string;
    readonly toDo: (instruction: string) => string;
    readonly toDoInDrill: (instruction: string) => string;
    readonly howToAcknowledge: string;
    readonly supplemental: string;
    readonly fromServer: string;
    readonly acknowledged: (name: string, athlete: string) => string;
    readonly clear: (headline: string) => string;
  };
  readonly position: {
    readonly last: (position: PositionText) => string;
    readonly none: string;
    readonly battery: (percent: number) => string;
    /** CAP's `areaDesc`. */
    readonly area: string;
  };
  readonly timer: {
    readonly armed: Readonly<Record<TimerMode, (name: string, due: string, alert: string) => string>>;
    readonly extended: (name: string, due: string, alert: string) => string;
    readonly ended: (name: string) => string;
  };
  readonly circle: {
    readonly room: (name: string) => string;
    readonly invitation: (name: string) => readonly string[];
  };
  readonly hazard: {
    readonly kind: Readonly<Record<HazardKind, string>>;
    readonly within: (radiusM: number, place: string) => string;
    readonly reported: (name: string, until: string) => string;
    readonly unchecked: string;
    readonly gone: (headline: string) => string;
  };
};
