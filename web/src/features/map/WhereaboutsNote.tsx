import { MapPinOff } from "lucide-react";
import { useWhereabouts } from "../../app/whereabouts.ts";
import { Banner } from "../../design/components/Banner.tsx";
import { Button } from "../../design/components/Button.tsx";
import { useWords } from "../../words/use-words.tsx";

/** Why my own place is not known, once it was asked for, and what helps. Nothing while all is well. */
export function WhereaboutsNote() {
  const { t } = useWords();
  const { whereabouts, locate } = useWhereabouts();
  const { is } = whereabouts;
  if (is === "known" || is === "unasked" || is === "asking") return null;
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
