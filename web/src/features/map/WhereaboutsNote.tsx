import { MapPinOff } from "lucide-react";
import { useWhereabouts } from "../../app/whereabouts.ts";
import { Banner } from "../../design/components/Banner.tsx";
import { Button } from "../../design/components/Button.tsx";
import { useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";

/** Why my own place is not known, once it was asked for, and what helps. Nothing while all is well, and while I share: then the bar above every page says it. */
export function WhereaboutsNote() {
  const { t } = useWords();
  const { whereabouts, locate } = useWhereabouts();
  const sharing = useRows("shares", {}).some(({ mine, live }) => mine && live);
  const { is } = whereabouts;
  if (sharing || is === "known" || is === "unasked" || is === "asking") return null;
  return (
    <Banner
      tone="wait"
      inset
      icon={<MapPinOff />}
      action={
        is === "unsupported" ? undefined : (
          <Button size="s" onPress={locate}>
            {t("where.retry")}
          </Button>
        )
      }
    >
      {t(`where.${is}`)}
    </Banner>
  );
}
