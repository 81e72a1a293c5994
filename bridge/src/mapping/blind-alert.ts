import type { SafetyMessage } from "@paceline/domain/safety";
import type { AlertBlock } from "@paceline/protocol/events";

/** An alert without its position: who, what and when. */
export const withoutPlace = ({ info, ...block }: AlertBlock): AlertBlock => {
  if (info === undefined) return block;
  const { area: _area, parameter: _parameter, ...rest } = info;
  return { ...block, info: rest };
};

/** An SOS as it may be told in clear in an encrypted room: that it rang, for whom, and what to do; never where. */
export const blindAlert = (block: AlertBlock): SafetyMessage => {
  const { headline = "Somebody needs help", instruction = "" } = block.info ?? {};
  const body = [
    block.status === "Exercise" ? `DRILL – this is an exercise: ${headline}.` : `🆘 ${headline}.`,
    "This room has been encrypted, so the club's server may not tell more here.",
    instruction,
    "To acknowledge: reply OK, or react with ✅. Paceline does not call emergency services.",
  ];
  return { block: withoutPlace(block), body: body.join("\n") };
};
