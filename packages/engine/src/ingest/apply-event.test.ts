import { expect, test } from "vitest";
import { roomId, userId } from "@paceline/protocol";
import { nameIn } from "../projection/people.ts";
import { ingesting } from "../testing/ingesting.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { roomState, state, sync } from "../testing/sync-builder.ts";
import { RoomDraft } from "./room-draft.ts";
import { ingestSync } from "./sync-ingest.ts";

const ROOM = roomId("!room");
const BEN = userId("@ben:example.org");

test.each(["leave", "ban"])(
  "C1 whoever is gone (%s) keeps the name they had, which the event does not say",
  async (membership) => {
    const projection = await openAna();
    const ben = state("m.room.member", { membership: "join", displayname: "Ben Ode" }, BEN, { sender: BEN });
    const timeline = [state("m.room.member", { membership }, BEN, { sender: ANA })];
    const { batch } = await ingestSync(
      projection,
      sync({ [ROOM]: { state: [...roomState(), ben], timeline } }),
      ingesting(),
    );
    await projection.commit(batch);
    const draft = await RoomDraft.open(projection, ROOM);
    expect(nameIn(draft.state, BEN)).toBe("Ben Ode");
    expect(draft.record.joined).toBe(1);
  },
);
