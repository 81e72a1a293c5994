import { expect, onTestFinished, test } from "vitest";
import { path } from "../plain-client/index.ts";
import { startAppserviceEar } from "./appservice-ear.ts";
import { PLACES, startPlace } from "./place.ts";
import { soon } from "./soon.ts";

test.each(PLACES)(
  "B1 with both ephemeral flags set everything ephemeral comes twice, under two keys of one push: %s",
  async (kind) => {
    const ear = await startAppserviceEar();
    onTestFinished(() => ear.stop());
    const place = await startPlace(kind, { appserviceUrl: ear.url, oldEphemeralFlag: true });
    onTestFinished(() => place.stop());
    const ana = await place.person("ana");
    const room = await ana.createRoom({ invite: [place.botId] });
    await place.bot.request("POST", path`/join/${room}`, { body: {} });
    await ana.type(room, true);
    const typing = expect.arrayContaining([
      expect.objectContaining({ type: "m.typing", room_id: room, content: { user_ids: [ana.userId] } }),
    ]);
    const isTyping = (list: unknown): boolean => Array.isArray(list) && list.some((event) => event.type === "m.typing");
    const push = await soon(() => ear.heard.find(({ body }) => isTyping(body["ephemeral"])), "typing");
    expect(push.body["ephemeral"]).toEqual(typing);
    expect(push.body["de.sorunome.msc2409.ephemeral"]).toEqual(push.body["ephemeral"]);
  },
);
