import { Lock, LockOpen } from "lucide-react";
import { useWords } from "../../words/use-words.tsx";
import { Pill } from "./Pill.tsx";

/** Says whether the server can read what is here. */
export function EncryptionPill({ encrypted }: { readonly encrypted: boolean }) {
  const { t } = useWords();
  return encrypted ? (
    <Pill tone="go" icon={<Lock aria-hidden="true" />}>
      {t("room.encrypted")}
    </Pill>
  ) : (
    <Pill tone="plain" icon={<LockOpen aria-hidden="true" />}>
      {t("room.clear")}
    </Pill>
  );
}
