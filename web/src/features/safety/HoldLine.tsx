import type { TimerHold } from "@paceline/protocol/port";
import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { useWords } from "../../words/use-words.tsx";
import css from "./HoldLine.module.css";

/** One of the two places that hold a timer, with its own evidence or the reason why it does not; of the bridge also whom it reaches by itself. */
export function HoldLine({ hold, where }: { readonly hold: TimerHold; readonly where: "homeserver" | "bridge" }) {
  const { t, formats } = useWords();
  const tone = hold.is === "held" ? "go" : hold.is === "asking" ? "plain" : "wait";
  const Icon = { go: CircleCheck, plain: CircleDashed, wait: CircleAlert }[tone];
  // What has fired was held.
  const holds = hold.is === "held" || (hold.is === "not" && hold.why === "fired");
  const detail =
    hold.is === "held"
      ? t("timer.confirmed", { time: formats.time(hold.confirmedMs) })
      : hold.is === "asking"
        ? t("timer.asking")
        : t(`timer.why.${hold.why}`);
  return (
    <li className={css.line} data-tone={tone}>
      <Icon aria-hidden="true" />
      <span className={css.words}>
        <span>{t(holds ? `timer.${where}` : `timer.${where}.not`)}</span>
        <span className={css.detail}>{detail}</span>
        {hold.is === "held" && hold.reach !== undefined ? (
          <span className={css.reach}>
            {t(hold.reach.push + hold.reach.mail === 0 ? "timer.reach.none" : "timer.reach", hold.reach)}
          </span>
        ) : null}
      </span>
    </li>
  );
}
