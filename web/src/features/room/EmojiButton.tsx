import { SmilePlus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { IconButton } from "../../design/components/IconButton.tsx";
import { useWords } from "../../words/use-words.tsx";
import { EMOJI } from "./emoji.ts";
import css from "./EmojiButton.module.css";

/** A button that opens a small field of emoji. Arrow keys are not needed: every one is a button. */
export function EmojiButton({
  label,
  onPick,
  size = "s",
  icon,
}: {
  readonly label: string;
  readonly onPick: (emoji: string) => void;
  readonly size?: "s" | "m";
  readonly icon?: ReactNode;
}) {
  const { t } = useWords();
  return (
    <DialogTrigger>
      <IconButton label={label} size={size}>
        {icon ?? <SmilePlus />}
      </IconButton>
      <Popover className={css.popover ?? ""} offset={6}>
        <Dialog aria-label={label} className={css.grid ?? ""}>
          {({ close }) =>
            EMOJI.map((emoji) => (
              <Button
                key={emoji}
                className={css.emoji ?? ""}
                aria-label={t("message.react.with", { key: emoji })}
                onPress={() => {
                  onPick(emoji);
                  close();
                }}
              >
                {emoji}
              </Button>
            ))
          }
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
