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
    | "code"
    | "codeShow"
    | "codeScan"
    | "codeEither"
    | "scanText"
    | "foreign"
    | "scanned"
    | "scannedText"
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
      code: t("verify.code.title"),
      codeShow: t("verify.code.show"),
      codeScan: t("verify.code.scan"),
      codeEither: t("verify.code.either"),
      scanText: t("verify.scan.text"),
      foreign: t("verify.scan.foreign"),
      scanned: t("verify.scanned.title"),
      scannedText: t("verify.scanned.text"),
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
    code: t("verify.person.code.title", { name }),
    codeShow: t("verify.person.code.show", { name }),
    codeScan: t("verify.person.code.scan", { name }),
    codeEither: t("verify.person.code.either", { name }),
    scanText: t("verify.person.scan.text", { name }),
    foreign: t("verify.person.scan.foreign", { name }),
    scanned: t("verify.person.scanned.title", { name }),
    scannedText: t("verify.person.scanned.text", { name }),
    confirmed: t("verify.person.confirmed", { name }),
    done: t("verify.person.done", { name }),
    cancelled: t("verify.person.cancelled", { name }),
    mismatch: t("verify.person.mismatch", { name }),
  };
}
