import type { TimerRow } from "@paceline/protocol/port";
import { Link, useRouterState } from "@tanstack/react-router";
import { ShieldAlert, ShieldQuestion } from "lucide-react";
import { useEffect, useState } from "react";
import { useHost } from "../../app/host.tsx";
import { Banner } from "../../design/components/Banner.tsx";
import link from "../../design/link.module.css";
import { useWords } from "../../words/use-words.tsx";
import { alertAt } from "./time-left.ts";
import { useAlarm } from "./use-alarm.ts";
import { useAlerted } from "./use-alerted.ts";

const PAGE = "/safety";
/** Both places usually hear within this time that a timer has ended; until then it is worth no word. */
const QUIET_MS = 4_000;

/** On every page: my timer asks whether I am well, has run out, or ended here while somebody still holds its alert. */
export function TimerNote({ timer }: { readonly timer: TimerRow }) {
  if (timer.state === "prompted") return <Asking timer={timer} />;
  if (timer.state === "overdue") return <Overdue timer={timer} />;
  return timer.state === "ended" ? <Ended timer={timer} /> : null;
}

/** Also to be heard, and to be seen outside of the page. */
function Asking({ timer }: { readonly timer: TimerRow }) {
  const { t, formats } = useWords();
  const host = useHost();
  useAlarm(true, "chime");
  const words = t("timer.note.prompted", { time: formats.time(alertAt(timer)) });
  useEffect(() => {
    if (document.hidden) void host.notify({ title: t("timer.prompted"), body: words, path: PAGE });
  }, [host, t, words]);
  return <Answer tone="wait">{words}</Answer>;
}

function Overdue({ timer }: { readonly timer: TimerRow }) {
  const { t } = useWords();
  return <Answer tone="danger">{t(useAlerted(timer) ? "timer.note.overdue" : "timer.note.overdue.open")}</Answer>;
}

function Answer({ tone, children }: { readonly tone: "wait" | "danger"; readonly children: string }) {
  const { t } = useWords();
  const there = useRouterState({ select: ({ location }) => location.pathname === PAGE });
  // The page itself asks in larger words.
  if (there) return null;
  return (
    <Banner
      tone={tone}
      icon={<ShieldQuestion />}
      action={
        <Link to={PAGE} className={link.button}>
          {t("timer.note.answer")}
        </Link>
      }
    >
      {children}
    </Banner>
  );
}

function Ended({ timer: { homeserver, bridge } }: { readonly timer: TimerRow }) {
  const { t, formats } = useWords();
  const holds = [homeserver, bridge];
  const held = holds.flatMap((hold) => (hold.is === "held" ? [hold.untilMs] : []));
  const fired = holds.some((hold) => hold.is === "not" && hold.why === "fired");
  const standing = useStanding(held.length > 0 || fired);
  if (!standing) return null;
  return (
    <Banner tone="danger" icon={<ShieldAlert />}>
      {fired ? t("timer.note.fired") : t("timer.note.held", { time: formats.time(Math.min(...held)) })}
    </Banner>
  );
}

/** True once something was so for longer than a moment, until it is not. */
function useStanding(so: boolean): boolean {
  const [stood, setStood] = useState(false);
  useEffect(() => {
    if (!so) return undefined;
    const timer = setTimeout(() => setStood(true), QUIET_MS);
    return () => {
      clearTimeout(timer);
      setStood(false);
    };
  }, [so]);
  return so && stood;
}
