import type { Account } from "@paceline/protocol/port";
import { useEffect, useState } from "react";
import { Avatar } from "../../design/components/Avatar.tsx";
import { PictureButton } from "../../design/components/PictureButton.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./PictureField.module.css";

/** My picture, and choosing another. The new one shows at once. */
export function PictureField({ account }: { readonly account: Account }) {
  const { t } = useWords();
  const save = useCommand("setAvatar");
  const [preview, setPreview] = useState<string>();
  useEffect(() => () => (preview === undefined ? undefined : URL.revokeObjectURL(preview)), [preview]);
  return (
    <div className={css.picture}>
      {preview === undefined ? (
        <Avatar id={account.userId} name={account.displayName} mxc={account.avatar} size={72} />
      ) : (
        <img className={css.preview} src={preview} alt="" />
      )}
      <PictureButton
        has={account.avatar !== undefined || preview !== undefined}
        hint
        error={save.state.is === "failed" ? t(failureWords(save.state.failure.code)) : undefined}
        onChoose={(picture, file) => {
          setPreview(URL.createObjectURL(file));
          void save.run({ picture });
        }}
      />
    </div>
  );
}
