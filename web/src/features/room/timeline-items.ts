import type { TimelineMeta, TimelineRow } from "@paceline/protocol/port";

/** One row of the timeline with what stands around it. Day and "New" lines belong to their row, so that rows keep their place when older ones come. */
export type TimelineItem = {
  readonly row: TimelineRow;
  /** A new day begins here. */
  readonly day: boolean;
  /** The first row that was unread when the room was opened. */
  readonly fresh: boolean;
  /** First and last of a run by one sender: the name stands over the first, the face beside the last. */
  readonly first: boolean;
  readonly last: boolean;
};

const RUN_MS = 5 * 60_000;

const bySomebody = (row: TimelineRow | undefined) =>
  row !== undefined && (row.is === "message" || row.is === "deleted" || row.is === "undecryptable") ? row : undefined;

function sameRun(a: TimelineRow | undefined, b: TimelineRow): boolean {
  const before = bySomebody(a);
  const after = bySomebody(b);
  return (
    before !== undefined &&
    after !== undefined &&
    before.sender.userId === after.sender.userId &&
    after.ts - before.ts < RUN_MS
  );
}

/** `dayOf`: the reader's calendar day of a moment, as any comparable text. */
export function timelineItems(
  rows: readonly TimelineRow[],
  meta: TimelineMeta,
  dayOf: (ts: number) => string,
): readonly TimelineItem[] {
  const readIndex = meta.readUpTo === undefined ? -1 : rows.findIndex((row) => row.eventId === meta.readUpTo);
  const freshIndex =
    readIndex === -1 ? -1 : rows.findIndex((row, index) => index > readIndex && row.is === "message" && !row.mine);
  const starts = rows.map((row, index) => {
    const before = rows[index - 1];
    const day = before === undefined ? meta.older === "start" : dayOf(before.ts) !== dayOf(row.ts);
    const fresh = index === freshIndex;
    return { day, fresh, first: day || fresh || !sameRun(before, row) };
  });
  return rows.map((row, index) => {
    const start = starts[index] ?? { day: false, fresh: false, first: true };
    return { row, ...start, last: starts[index + 1]?.first ?? true };
  });
}
