import type { EventId, RoomId, TxnId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import { record } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { ingestRoom } from "./joined-room.ts";
import type { Ingesting } from "./joined-room.ts";
import { RoomDraft } from "./room-draft.ts";
import { ingestLeft, ingestStripped } from "./stripped-room.ts";
import { events, roomPart, roomsOf } from "./sync-response.ts";
import type { Section, SyncResponse } from "./sync-response.ts";

export type SyncIngest = {
  readonly batch: Omit<Batch, "extra">;
  /** What this device sent and now came back. */
  readonly echoes: readonly { readonly txnId: TxnId; readonly eventId: EventId }[];
  readonly added: ReadonlyMap<RoomId, readonly TimelineEvent[]>;
  readonly typing: ReadonlyMap<RoomId, readonly string[]>;
};

export type SyncIngesting = Ingesting & {
  readonly now: () => number;
  /** A whole room's part could not be read; a gap stands in for it. `reason` names the error, never content. */
  readonly onBrokenRoom: (reason: string) => void;
};

/** One sync response as one batch. A room that cannot be read becomes a gap in that room and stops no other. */
export async function ingestSync(
  projection: Projection,
  response: SyncResponse,
  how: SyncIngesting,
): Promise<SyncIngest> {
  await projection.loaded;
  const drafts: RoomDraft[] = [];
  const added = new Map<RoomId, readonly TimelineEvent[]>();
  const typing = new Map<RoomId, readonly string[]>();
  for (const section of ["join", "invite", "knock", "leave"] as const) {
    for (const [id, part] of roomsOf(response, section)) {
      const read = await ingestOne(projection, section, id, part, how);
      drafts.push(read.draft);
      added.set(id, read.added);
      const typists = typistsOf(part);
      if (typists !== undefined) typing.set(id, typists);
    }
  }
  const echoes = [...added.values()]
    .flat()
    .flatMap(({ txnId, id }) => (txnId === undefined ? [] : [{ txnId, eventId: id }]));
  const token = response["next_batch"];
  return {
    batch: { ...batchOf(drafts), accountData: accountData(response), ...(typeof token === "string" ? { token } : {}) },
    echoes,
    added,
    typing,
  };
}

async function ingestOne(projection: Projection, section: Section, id: RoomId, part: Content, how: SyncIngesting) {
  const draft = await RoomDraft.open(projection, id);
  try {
    if (section === "invite" || section === "knock") {
      ingestStripped(draft, part, section, how.me, how.now());
      return { draft, added: [] };
    }
    const known = draft.record.membership === "join";
    const added = section === "join" || known ? await ingestRoom(draft, roomPart(id, part), how) : [];
    if (section === "leave") ingestLeft(draft);
    return { draft, added };
  } catch (error) {
    how.onBrokenRoom(error instanceof Error ? error.name : "unknown");
    const fallback = await RoomDraft.open(projection, id);
    const token = roomPart(id, part).prevBatch;
    const { lastPos, activity } = fallback.record;
    if (token !== undefined)
      fallback.put({ is: "gap", id: `gap:${lastPos + 1}`, pos: lastPos + 1, ts: activity, token });
    fallback.change({ lastPos: lastPos + 1 });
    return { draft: fallback, added: [] };
  }
}

/** Everything the drafts changed. */
export function batchOf(
  drafts: readonly RoomDraft[],
): Pick<Batch, "rooms" | "states" | "receipts" | "items" | "positions"> {
  return {
    rooms: new Map(drafts.map((draft) => [draft.id, draft.record])),
    states: new Map(drafts.filter(({ stateChanged }) => stateChanged).map((draft) => [draft.id, draft.state])),
    receipts: new Map(
      drafts.filter(({ receiptsChanged }) => receiptsChanged).map((draft) => [draft.id, draft.receipts]),
    ),
    positions: new Map(drafts.filter(({ told }) => told.length > 0).map((draft) => [draft.id, draft.told])),
    items: new Map(
      drafts.flatMap((draft) => {
        const items = draft.items();
        return items === undefined ? [] : [[draft.id, items] as const];
      }),
    ),
  };
}

function accountData(response: SyncResponse): Map<string, Content> {
  const all = events(record(response["account_data"])).map(record);
  return new Map(
    all.flatMap(({ type, content }) => (typeof type === "string" ? [[type, record(content)] as const] : [])),
  );
}

function typistsOf(part: Content): string[] | undefined {
  const typing = events(record(part["ephemeral"]))
    .map(record)
    .find(({ type }) => type === "m.typing");
  if (typing === undefined) return undefined;
  const ids = record(typing["content"])["user_ids"];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}
