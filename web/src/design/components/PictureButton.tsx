import type { Picture } from "@paceline/protocol/port";
import { ImagePlus } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useWords } from "../../words/use-words.tsx";
import { readPicture } from "../read-picture.ts";
import { Button } from "./Button.tsx";
import css from "./PictureButton.module.css";

type PictureButtonProps = {
  readonly has: boolean;
  readonly busy?: boolean;
  /** Why the last one was not saved, in words. */
  readonly error?: string | undefined;
  /** Says beside the button what is taken. */
  readonly hint?: boolean;
  /** `file`: as it was chosen, for a preview. */
  readonly onChoose: (picture: Picture, file: File) => void;
};

/** Chooses a picture, cuts it square and takes everything out of it that is not the picture. */
export function PictureButton({ has, busy = false, error, hint = false, onChoose }: PictureButtonProps) {
  const { t } = useWords();
  const [wrong, setWrong] = useState(false);
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    const picture = await readPicture(file);
    setWrong(picture === undefined);
    if (picture !== undefined) onChoose(picture, file);
  };
  const problem = wrong ? t("setup.picture.wrong") : error;
  return (
    <div>
      <FileTrigger
        acceptedFileTypes={["image/jpeg", "image/png", "image/webp"]}
        onSelect={(files) => void choose(files?.[0])}
      >
        <Button icon={<ImagePlus />} isDisabled={busy}>
          {t(has ? "setup.picture.change" : "setup.picture")}
        </Button>
      </FileTrigger>
      {problem === undefined ? null : (
        <p className={css.error} role="alert">
          {problem}
        </p>
      )}
      {hint && problem === undefined ? <p className={css.hint}>{t("setup.picture.hint")}</p> : null}
    </div>
  );
}
