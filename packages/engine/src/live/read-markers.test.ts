import { ConnectionError, MatrixError } from "matrix-js-sdk";
import { expect, test } from "vitest";
import { eventId, roomId } from "@paceline/protocol";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { Http } from "../matrix/http.ts";
import type { Projection } from "../projection/projection.ts";
import { ingesting } from "../testing/ingesting.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { message, roomState, sync } from "../testing/sync-builder.ts";
import { ReadMarkers } from "./read-markers.ts";

const ROOM = roomId("!room");
const ids = ["$one", "$two"] as const;

async function twoUnread(name?: string): Promise<Projection> {
  const projection = await openAna(name);
  const timeline = ids.map((event_id) => message("hello", { event_id }));
  const response = sync({ [ROOM]: { state: roomState(), timeline } });
  const { batch } = await ingestSync(projection, response, ingesting());
  await projection.commit(batch);
  return projection;
}

/** A server that answers, is away, or refuses. */
function server(answers: "ok" | "away" | "refuses" = "ok") {
  const told: string[] = [];
  const state = { answers };
  const http: Http = {
    async call(_method, _path, call) {
      if (state.answers === "away") throw new ConnectionError("away");
      told.push(String(call?.body?.["m.read"]));
      if (state.answers === "refuses") throw new MatrixError({ errcode: "M_FORBIDDEN" }, 403);
      return {};
    },
  };
  return { told, state, http };
}

test("M10 what is read counts as read at once, also without a connection, and is told when there is one", async () => {
  const projection = await twoUnread();
  const { http, told, state } = server("away");
  const read = new ReadMarkers({ projection, http, me: ANA });
  expect(projection.rooms.get(ROOM)?.unread).toBe(2);
  expect((await read.mark(ROOM, eventId("$one"))).ok).toBe(true);
  expect(projection.rooms.get(ROOM)?.unread).toBe(1);
  await read.mark(ROOM, eventId("$two"));
  await read.tell();
  expect(told).toEqual([]);
  state.answers = "ok";
  await read.tell();
  expect(told).toEqual(["$two"]);
  await read.tell();
  expect(told).toHaveLength(1);
});

test("M7 what was read before a restart is told after it", async () => {
  const projection = await twoUnread("read-markers-restart");
  const { http, told, state } = server("away");
  await new ReadMarkers({ projection, http, me: ANA }).mark(ROOM, eventId("$two"));
  state.answers = "ok";
  const again = await openAna("read-markers-restart");
  await new ReadMarkers({ projection: again, http, me: ANA }).tell();
  expect(told).toEqual(["$two"]);
});

test("M7 the same message is told once, and an older one not at all", async () => {
  const projection = await twoUnread();
  const { http, told } = server();
  const read = new ReadMarkers({ projection, http, me: ANA });
  await Promise.all([read.mark(ROOM, eventId("$two")), read.mark(ROOM, eventId("$two"))]);
  await read.mark(ROOM, eventId("$one"));
  await read.tell();
  expect(told).toEqual(["$two"]);
});

test("M7 what the server refuses is not asked for ever", async () => {
  const projection = await twoUnread();
  const { http, told } = server("refuses");
  const read = new ReadMarkers({ projection, http, me: ANA });
  await read.mark(ROOM, eventId("$two"));
  await read.tell();
  await read.tell();
  expect(told).toEqual(["$two"]);
});
