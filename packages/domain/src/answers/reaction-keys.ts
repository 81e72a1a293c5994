const KEYS = new Map<string, "yes" | "maybe" | "no">([
  ["✅", "yes"],
  ["👍", "yes"],
  ["✔", "yes"],
  ["❔", "maybe"],
  ["❓", "maybe"],
  ["🤔", "maybe"],
  ["❌", "no"],
  ["👎", "no"],
  ["✖", "no"],
]);

/** Variation selector 16 and the five skin tones (Unicode TR 51): they change the look, not the answer. */
const LOOKS = /\u{FE0F}|[\u{1F3FB}-\u{1F3FF}]/gu;

/** What a reaction says as an answer; `undefined` for every other reaction. */
export const answerOfReaction = (key: string): "yes" | "maybe" | "no" | undefined => KEYS.get(key.replace(LOOKS, ""));
