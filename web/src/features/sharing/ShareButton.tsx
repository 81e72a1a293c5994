import { Radio } from "lucide-react";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Ride } from "./durations.ts";
import { type ShareRoom, StartShareDialog } from "./StartShareDialog.tsx";

/** Opens the question how long and how exactly; nothing is shared by the press alone. `look`: a picture in a header, or a button with its words. */
export function ShareButton({
  room,
  ride,
  look,
}: {
  readonly room: ShareRoom;
  readonly ride?: Ride | undefined;
  readonly look: "icon" | "words";
}) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const ask = () => setOpen(true);
  return (
    <>
      {look === "icon" ? (
        <IconButton label={t("sharing.start")} onPress={ask}>
          <Radio />
        </IconButton>
      ) : (
        <Button icon={<Radio />} onPress={ask}>
          {t("sharing.start")}
        </Button>
      )}
      {open ? <StartShareDialog room={room} ride={ride} open onClose={() => setOpen(false)} /> : null}
    </>
  );
}
