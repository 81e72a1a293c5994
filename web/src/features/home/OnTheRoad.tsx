import { Link } from "@tanstack/react-router";
import { Radio, ShieldAlert, ShieldCheck } from "lucide-react";
import { useNow } from "../../app/clock.tsx";
import { Card } from "../../design/components/Card.tsx";
import { useRows } from "../../engine/engine.tsx";
import { Say, useWords } from "../../words/use-words.tsx";
import css from "./OnTheRoad.module.css";

const SHOWN = 4;

/** My safety timer, and who is out there now. Nothing while nobody is. */
export function OnTheRoad() {
  const { t, formats } = useWords();
  const now = useNow();
  const timer = useRows("timer", {}).find(({ state }) => state !== "ended");
  const riders = useRows("shares", {}).filter(({ live, mine }) => live && !mine);
  if (timer === undefined && riders.length === 0) return null;
  const safe = timer?.protection.is === "full";
  return (
    <Card title={t("home.road")}>
      <ul className={css.list}>
        {timer === undefined ? null : (
          <li>
            <Link to="/safety" className={css.line} data-tone={safe ? "go" : "wait"}>
              {safe ? <ShieldCheck aria-hidden="true" /> : <ShieldAlert aria-hidden="true" />}
              <span className={css.text}>
                {timer.protection.is === "none"
                  ? t(timer.state === "overdue" ? "home.timer.overdue" : "home.timer.none")
                  : t(safe ? "home.timer" : "home.timer.half", { time: formats.time(timer.protection.untilMs) })}
              </span>
            </Link>
          </li>
        )}
        {riders.slice(0, SHOWN).map((share) => (
          <li key={share.id}>
            <Link to="/chats/$roomId" params={{ roomId: share.roomId }} className={css.line}>
              <Radio aria-hidden="true" />
              <span className={css.text}>
                <Say id="home.rider" values={{ name: share.person.name, room: share.roomName }} parts={{ b: <b /> }} />
              </span>
              <span className={css.when}>
                {share.last === undefined ? "" : formats.relative(Math.min(share.last.ts, now), now)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
