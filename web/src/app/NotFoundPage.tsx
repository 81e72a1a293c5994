import { Link } from "@tanstack/react-router";
import { Signpost } from "lucide-react";
import { EmptyState } from "../design/components/EmptyState.tsx";
import { useWords } from "../words/use-words.tsx";
import link from "../design/link.module.css";

export function NotFoundPage() {
  const { t } = useWords();
  return (
    <main>
      <EmptyState
        icon={<Signpost />}
        title={t("notfound.title")}
        action={
          <Link to="/" className={link.button}>
            {t("notfound.action")}
          </Link>
        }
      >
        {t("notfound.text")}
      </EmptyState>
    </main>
  );
}
