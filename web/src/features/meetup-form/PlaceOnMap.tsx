import { MapPin } from "lucide-react";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { geoUriOf, spotOfText, textOfSpot } from "../../map/spot-text.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./PlaceOnMap.module.css";
import { PickPlaceDialog } from "./PickPlaceDialog.tsx";

/** Whether the meeting point is on the map, and the way to put it there. `uri`: a `geo:` address or empty. */
export function PlaceOnMap({ uri, onChange }: { readonly uri: string; readonly onChange: (uri: string) => void }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const spot = spotOfText(uri);
  return (
    <div className={css.line} data-picks>
      {spot === undefined ? (
        <Button look="quiet" size="s" icon={<MapPin />} onPress={() => setOpen(true)}>
          {t("pick.on-map")}
        </Button>
      ) : (
        <>
          <span className={css.set}>
            <MapPin aria-hidden="true" />
            {t("pick.is-set", { place: textOfSpot(spot) })}
          </span>
          <Button look="quiet" size="s" onPress={() => setOpen(true)}>
            {t("pick.change")}
          </Button>
          <Button look="quiet" size="s" onPress={() => onChange("")}>
            {t("pick.remove")}
          </Button>
        </>
      )}
      {open ? (
        <PickPlaceDialog
          spot={spot}
          onPick={(picked) => {
            onChange(geoUriOf(picked));
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}
