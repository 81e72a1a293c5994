import type { ShareRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { Crosshair } from "lucide-react";
import { memo } from "react";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import link from "../../design/link.module.css";
import type { Spot } from "../../map/geo.ts";
import { useWords } from "../../words/use-words.tsx";
import { Line } from "./Line.tsx";
import { useSeen } from "./use-seen.ts";

type PersonLineProps = {
  readonly share: ShareRow;
  readonly now: number;
  readonly me: Spot | undefined;
  readonly chosen: boolean;
  readonly following: boolean;
  /** The room is where one is already, so it is not named. */
  readonly here?: boolean;
  readonly onChoose: (id: string) => void;
  readonly onFollow: (id: string) => void;
};

/** Somebody on the road: who, in which ride, when last seen, how far away. Of many, only those are rendered again of whom there is news. */
export const PersonLine = memo(function PersonLine(props: PersonLineProps) {
  const { share, now, me, chosen, following, here = false, onChoose, onFollow } = props;
  const { t } = useWords();
  const seen = useSeen();
  const { person, mine, part, roomId, roomName, stale, live } = share;
  return (
    <Line
      icon={<Avatar id={person.userId} name={person.name} mxc={person.avatar} size={36} />}
      name={mine ? t("map.you", { name: person.name }) : person.name}
      details={[...(here ? [] : [roomName]), seen(share, now, mine ? undefined : me)]}
      pill={part === undefined ? null : <Pill>{t(`map.part.${part}`)}</Pill>}
      faded={stale || !live}
      chosen={chosen}
      onChoose={() => onChoose(share.id)}
      actions={
        <>
          {share.last === undefined ? null : (
            <Button size="s" icon={<Crosshair />} onPress={() => onFollow(share.id)} aria-pressed={following}>
              {t(following ? "map.following" : "map.follow")}
            </Button>
          )}
          {here ? null : (
            <Link to="/chats/$roomId" params={{ roomId }} className={link.text}>
              {t("map.open-chat")}
            </Link>
          )}
        </>
      }
    />
  );
});
