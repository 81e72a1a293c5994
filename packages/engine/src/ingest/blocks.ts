import { decode } from "@paceline/protocol/events";
import type { AlertBlock } from "@paceline/protocol/events";
import type { Content } from "../matrix/client-port.ts";
import type { Blocks } from "../projection/timeline-event.ts";

/** What of ours a message carries, as far as its row shows it. Read once, so that showing a message needs no schema. */
export function blocksOf(content: Content): { readonly blocks?: Blocks } {
  const meetup = decode("meetup", content);
  const announcement = decode("announcement", content);
  const alert = decode("alert", content);
  const hazard = alert.is === "valid" ? hazardIn(alert.value) : undefined;
  const blocks: Blocks = {
    ...(meetup.is === "valid" ? { meetup: meetup.value.title } : {}),
    ...(announcement.is === "valid" ? { announcement: { ...titleOf(announcement.value.title) } } : {}),
    ...(hazard === undefined ? {} : { hazard }),
  };
  return Object.keys(blocks).length === 0 ? {} : { blocks };
}

const titleOf = (title: string | undefined) => (title === undefined ? {} : { title });

/** In a circle the same words are an alert; whoever reads this asks what room it is. */
function hazardIn({ msgType, info }: AlertBlock): Blocks["hazard"] {
  if (msgType === "Cancel") return "gone";
  return msgType === "Alert" && info?.area?.circle !== undefined ? "report" : undefined;
}
