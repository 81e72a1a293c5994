import { Route } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useSessionStore } from "../../app/session-store.tsx";
import { Button } from "../../design/components/Button.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useDemoPeople } from "../sign-in/demo.ts";
import css from "./StartShareDialog.module.css";

type Chosen = { readonly is: "none" } | { readonly is: "wrong" } | { readonly is: "riding"; readonly name: string };

/** For whoever tries things out: a recorded ride in place of this device's position. On a development set alone, so that nobody shows real people a ride that is none. */
export function ReplayButton() {
  const { t } = useWords();
  const store = useSessionStore();
  const development = useDemoPeople().length > 0;
  const [chosen, setChosen] = useState<Chosen>({ is: "none" });
  if (!development) return null;
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    const { readGpx } = await import("@paceline/domain/gpx");
    const read = readGpx(await file.text());
    setChosen(read.ok ? { is: "riding", name: file.name } : { is: "wrong" });
    if (read.ok) store.setState({ replay: { points: read.value, startedMs: Date.now() } });
  };
  return (
    <div className={css.part}>
      <FileTrigger acceptedFileTypes={[".gpx"]} onSelect={(files) => void choose(files?.[0])}>
        <Button icon={<Route />}>{t("sharing.replay")}</Button>
      </FileTrigger>
      <p className={css.hint} role="status">
        {chosen.is === "riding" ? t("sharing.replay.riding", { name: chosen.name }) : t(`sharing.replay.${chosen.is}`)}
      </p>
    </div>
  );
}
