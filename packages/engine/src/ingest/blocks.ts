import { decode } from "@paceline/protocol/events";
import type { Content } from "../matrix/client-port.ts";
import type { Blocks } from "../projection/timeline-event.ts";

/** What of ours a message carries, as far as its row shows it. Read once, so that showing a message needs no schema. */
export function blocksOf(content: Content): { readonly blocks?: Blocks } {
  const meetup = decode("meetup", content);
  const announcement = decode("announcement", content);
  const blocks: Blocks = {
    ...(meetup.is === "valid" ? { meetup: meetup.value.title } : {}),
    ...(announcement.is === "valid" ? { announcement: { ...titleOf(announcement.value.title) } } : {}),
  };
  return Object.keys(blocks).length === 0 ? {} : { blocks };
}

const titleOf = (title: string | undefined) => (title === undefined ? {} : { title });
