import { LocateFixed, Maximize, Minus, Plus } from "lucide-react";
import { memo } from "react";
import { IconButton } from "../design/components/IconButton.tsx";
import { useWords } from "../words/use-words.tsx";
import css from "./MapView.module.css";
import type { RunningMap } from "./start-map.ts";
import type { Camera } from "./use-camera.ts";

type MapControlsProps = Camera & { readonly map: RunningMap };

/** What moves the map without dragging it. It stays as it is while people on the map move. */
export const MapControls = memo(function MapControls({ map, fitAll, toMe }: MapControlsProps) {
  const { t } = useWords();
  return (
    <div className={css.controls} role="group" aria-label={t("map.controls")}>
      <IconButton label={t("map.zoom-in")} keys="+" look="line" onPress={() => map.zoom(1)}>
        <Plus />
      </IconButton>
      <IconButton label={t("map.zoom-out")} keys="-" look="line" onPress={() => map.zoom(-1)}>
        <Minus />
      </IconButton>
      <IconButton label={t("map.everything")} look="line" isDisabled={fitAll === undefined} onPress={() => fitAll?.()}>
        <Maximize />
      </IconButton>
      {toMe === undefined ? null : (
        <IconButton label={t("map.my-place")} look="line" onPress={toMe}>
          <LocateFixed />
        </IconButton>
      )}
    </div>
  );
});
