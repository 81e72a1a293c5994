import type { ContactRow, Meta } from "@paceline/protocol/port";
import type { RoomId } from "@paceline/protocol";
import { useList } from "../../engine/engine.tsx";

export type Contacts = {
  readonly rows: readonly ContactRow[];
  readonly ready: readonly ContactRow[];
  /** Those who are alerted at once. */
  readonly firstNames: readonly string[];
  readonly roomId: RoomId | undefined;
  readonly escalateMs: number;
  /** A safety code is set on this device. */
  readonly code: boolean;
  /** A timer of mine that another device runs. */
  readonly elsewhere: Meta<"circle">["elsewhere"];
  readonly waiting: boolean;
};

const NONE: readonly never[] = [];

/** My circle, and who of it would be alerted. */
export function useContacts(): Contacts {
  const list = useList("circle", {});
  const rows = list.is === "here" ? list.rows : NONE;
  const ready = rows.filter(({ state }) => state === "ready");
  return {
    rows,
    ready,
    firstNames: ready.filter((row) => alertedAfter(row, rows) === 0).map(({ person }) => person.name),
    roomId: list.is === "here" ? list.meta.roomId : undefined,
    escalateMs: list.is === "here" ? list.meta.escalateMs : 0,
    code: list.is === "here" && list.meta.code,
    elsewhere: list.is === "here" ? list.meta.elsewhere : undefined,
    waiting: list.is === "waiting",
  };
}

/** How many terms after the first a contact is alerted: tiers in which nobody has accepted cost no time. */
export function alertedAfter({ tier }: ContactRow, rows: readonly ContactRow[]): number {
  const before = rows.filter((row) => row.state === "ready" && row.tier < tier);
  return new Set(before.map((row) => row.tier)).size;
}
