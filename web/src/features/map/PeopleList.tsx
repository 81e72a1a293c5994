import type { ShareRow } from "@paceline/protocol/port";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { Button } from "../../design/components/Button.tsx";
import type { Spot } from "../../map/geo.ts";
import { useWords } from "../../words/use-words.tsx";
import type { Choosing } from "./use-choosing.ts";
import css from "./MapList.module.css";
import { PersonLine } from "./PersonLine.tsx";
import { useLines } from "./use-lines.ts";

/** So many lines at once; a mass ride has hundreds. */
const SHOWN = 40;
/** Ages are said in seconds while they are fresh. */
const EVERY_MS = 5_000;

/** Everybody on the road, as words; the chosen one is always among them. */
export function PeopleList({
  shares,
  me,
  choosing,
  here = false,
}: {
  readonly shares: readonly ShareRow[];
  readonly me: Spot | undefined;
  readonly choosing: Choosing;
  readonly here?: boolean;
}) {
  const { t } = useWords();
  const now = useNow(EVERY_MS);
  const [most, setMost] = useState(SHOWN);
  const { chosen, following } = choosing;
  const lines = useLines({ shares, me, now }, chosen);
  const shown = lines.shares.filter(({ id }, at) => at < most || id === chosen);
  const hidden = shares.length - shown.length;
  return (
    <>
      <ul className={css.lines}>
        {shown.map((share) => (
          <PersonLine
            key={share.id}
            share={share}
            now={now}
            me={lines.me}
            here={here}
            chosen={share.id === chosen}
            following={share.id === following}
            onChoose={choosing.choose}
            onFollow={choosing.follow}
          />
        ))}
      </ul>
      {hidden > 0 ? (
        <Button size="s" look="quiet" onPress={() => setMost(most + SHOWN)}>
          {t("map.more-people", { count: Math.min(SHOWN, hidden) })}
        </Button>
      ) : null}
    </>
  );
}
