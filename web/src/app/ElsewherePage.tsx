import { PanelsTopLeft } from "lucide-react";
import { Button } from "../design/components/Button.tsx";
import { EmptyState } from "../design/components/EmptyState.tsx";
import { useEngine } from "../engine/engine.tsx";
import { useWords } from "../words/use-words.tsx";

/** Another tab owns the engine, and this browser cannot share it. */
export function ElsewherePage() {
  const { t } = useWords();
  const { takeOver } = useEngine();
  return (
    <main>
      <EmptyState
        icon={<PanelsTopLeft />}
        title={t("elsewhere.title")}
        action={
          <Button look="primary" onPress={takeOver}>
            {t("elsewhere.action")}
          </Button>
        }
      >
        {t("elsewhere.text")}
      </EmptyState>
    </main>
  );
}
