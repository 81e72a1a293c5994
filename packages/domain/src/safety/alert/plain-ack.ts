import { answerOfReaction } from "../../answers/index.ts";

/** Whole answers that people give when they have seen an alert and act. Short on purpose: an acknowledgement stops the next tier, so doubt must not count. */
const WORDS = new Set(
  [
    "ok|okay|okey|oki|k|yes|yep|yeah|yup|ack|acknowledged|roger|copy|understood|coming|omw",
    "got it|on it|im on it|i am on it|on my way|im on my way|i am on my way",
    "ja|jo|jep|jawohl|verstanden|bin dran|ich bin dran|unterwegs|bin unterwegs|ich bin unterwegs",
    "komme|ich komme|komme sofort|ich komme sofort|bin schon unterwegs|mach ich|wird gemacht|geht klar|in ordnung|bestätigt",
    "kümmere mich|ich kümmere mich|kümmere mich darum|ich kümmere mich darum|ich kümmere mich drum",
  ].flatMap((line) => line.split("|")),
);

/**
 * Whether a plain text acknowledges an alert: words of a short list or a yes in emoji, and nothing else. Case and punctuation do not matter, a question mark does.
 * The quoted lines of a reply's fallback are left out (Matrix before 1.13).
 */
export function isPlainAck(body: string): boolean {
  const said = body
    .slice(0, 2_000)
    .split("\n")
    .filter((line) => !line.startsWith(">"))
    .join(" ")
    .trim();
  if (said.length > 40 || said.includes("?")) return false;
  const parts = said
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’`]/g, "")
    .split(/[.,;:!…\n-]+/)
    .map((part) => withoutYes(part));
  return said !== "" && parts.every((part) => part === "" || WORDS.has(part)) && !/^[\s\p{P}]*$/u.test(said);
}

const isYes = (word: string): boolean => word === "👌" || answerOfReaction(word) === "yes";
/** "OK 👍" says "OK", and "👍" says nothing else. */
const withoutYes = (words: string): string =>
  words
    .split(/\s+/)
    .filter((word) => !isYes(word))
    .join(" ")
    .trim();
