import type { VerificationRow } from "@paceline/protocol/port";
import type { useWords } from "../../words/use-words.tsx";

type Translate = ReturnType<typeof useWords>["t"];
type Sayings = Readonly<
  Record<
    | "asked"
    | "askedText"
    | "decline"
    | "waiting"
    | "waitingText"
    | "readyText"
    | "compareText"
    | "confirmed"
    | "done"
    | "cancelled"
    | "mismatch",
    string
  >
>;

/** What a verification says, to whom it is with: a device is compared side by side, a person while they are seen or heard. */
export function verificationWords({ person, incoming, deviceName: device }: VerificationRow, t: Translate): Sayings {
  if (person === undefined)
    return {
      asked: t("verify.request.title"),
      askedText: t("verify.request.text", { device }),
      decline: t("verify.decline"),
      waiting: t("verify.waiting"),
      waitingText: device === "" ? t("verify.waiting.any") : t("verify.waiting.text", { device }),
      readyText: t("verify.waiting.any"),
      compareText: t("verify.compare.text"),
      confirmed: t("verify.confirmed"),
      done: incoming ? t("verify.done.other", { device }) : t("verify.done.text"),
      cancelled: t("verify.cancelled.other"),
      mismatch: t("verify.cancelled.mismatch"),
    };
  const { name } = person;
  return {
    asked: t("verify.person.request.title", { name }),
    askedText: t("verify.person.request.text", { name }),
    decline: t("verify.person.decline"),
    waiting: t("verify.person.waiting", { name }),
    waitingText: t("verify.person.waiting.text", { name }),
    readyText: t("verify.person.ready"),
    compareText: t("verify.person.compare", { name }),
    confirmed: t("verify.person.confirmed", { name }),
    done: t("verify.person.done", { name }),
    cancelled: t("verify.person.cancelled", { name }),
    mismatch: t("verify.person.mismatch", { name }),
  };
}
