import { CircleAlert } from "lucide-react";
import { Button } from "../design/components/Button.tsx";
import { EmptyState } from "../design/components/EmptyState.tsx";
import { useWords } from "../words/use-words.tsx";

/** A view threw: a bug of ours. The rest of the app still stands. */
export function BrokenPage() {
  const { t } = useWords();
  return (
    <main>
      <EmptyState
        icon={<CircleAlert />}
        title={t("broken.title")}
        action={
          <Button look="primary" onPress={() => location.reload()}>
            {t("update.reload")}
          </Button>
        }
      >
        {t("broken.text")}
      </EmptyState>
    </main>
  );
}
