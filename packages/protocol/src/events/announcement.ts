import { z } from "zod";
import { NS } from "../namespace.ts";
import { defineEvent } from "./spec.ts";

/** Marks a message of the announcements channel; title is its first line, shown as a heading. */
export const AnnouncementBlock = z.looseObject({
  v: z.literal(1),
  title: z.string().min(1).max(200).optional(),
});
export type AnnouncementBlock = z.infer<typeof AnnouncementBlock>;

export const announcementEvent = defineEvent({
  type: `${NS}.announcement`,
  carrier: "block",
  maySend: ["bot", "owner", "captain", "moderator"],
  schema: AnnouncementBlock,
  sample: { v: 1, title: "Winter training begins" },
});
