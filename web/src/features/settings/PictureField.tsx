import type { Account } from "@paceline/protocol/port";
import { ImagePlus } from "lucide-react";
import { useEffect, useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./PictureField.module.css";
import { readPicture } from "./read-picture.ts";

/** My picture, and choosing another. The new one shows at once. */
export function PictureField({ account }: { readonly account: Account }) {
  const { t } = useWords();
  const save = useCommand("setAvatar");
  const [preview, setPreview] = useState<string>();
  const [wrong, setWrong] = useState(false);
  useEffect(() => () => (preview === undefined ? undefined : URL.revokeObjectURL(preview)), [preview]);
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    const picture = await readPicture(file);
    setWrong(picture === undefined);
    if (picture === undefined) return;
    setPreview(URL.createObjectURL(file));
    await save.run({ picture });
  };
  const error = wrong
    ? t("setup.picture.wrong")
    : save.state.is === "failed"
      ? t(failureWords(save.state.failure.code))
      : undefined;
  return (
    <div className={css.picture}>
      {preview === undefined ? (
        <Avatar id={account.userId} name={account.displayName} mxc={account.avatar} size={72} />
      ) : (
        <img className={css.preview} src={preview} alt="" />
      )}
      <div>
        <FileTrigger
          acceptedFileTypes={["image/jpeg", "image/png", "image/webp"]}
          onSelect={(files) => void choose(files?.[0])}
        >
          <Button icon={<ImagePlus />}>
            {t(account.avatar === undefined && preview === undefined ? "setup.picture" : "setup.picture.change")}
          </Button>
        </FileTrigger>
        <p className={error === undefined ? css.hint : css.error} role={error === undefined ? undefined : "alert"}>
          {error ?? t("setup.picture.hint")}
        </p>
      </div>
    </div>
  );
}
