import { expect, test } from "vitest";
import type { JsonObject } from "./json.ts";
import { shownMessages, type TimelineEvent } from "./timeline.ts";

const event = (event_id: string, sender: string, type: string, content: JsonObject): TimelineEvent => ({
  event_id,
  sender,
  type,
  content,
  origin_server_ts: 0,
  encrypted: false,
});
const message = (id: string, body: string): TimelineEvent =>
  event(id, "@ana:s", "m.room.message", { msgtype: "m.text", body });
const relates = (type: string, target: string, more: JsonObject = {}): JsonObject => ({
  "m.relates_to": { rel_type: type, event_id: target, ...more },
});

test("M9 the newest edit of the author is shown, an edit by somebody else is not", () => {
  const edit = (id: string, sender: string, body: string): TimelineEvent =>
    event(id, sender, "m.room.message", {
      body: `* ${body}`,
      "m.new_content": { body },
      ...relates("m.replace", "$1"),
    });
  const shown = shownMessages([message("$1", "at 8"), edit("$2", "@ana:s", "at 9"), edit("$3", "@bob:s", "never")]);
  expect(shown.map(({ body, edited }) => [body, edited])).toEqual([["at 9", true]]);
});

test("M9 redacted messages and reactions are gone, in the old and the new place of the target", () => {
  const react = (id: string, sender: string): TimelineEvent =>
    event(id, sender, "m.reaction", relates("m.annotation", "$1", { key: "✅" }));
  const shown = shownMessages([
    message("$1", "ride"),
    message("$2", "gone"),
    react("$3", "@bob:s"),
    react("$4", "@cyd:s"),
    event("$5", "@bob:s", "m.room.redaction", { redacts: "$3" }),
    { ...event("$6", "@ana:s", "m.room.redaction", {}), redacts: "$2" },
  ]);
  expect(shown.map(({ body, reactions }) => [body, reactions])).toEqual([["ride", { "✅": ["@cyd:s"] }]]);
});
