import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, ChevronRight } from "lucide-react";
import { ListAndStage } from "../../app/ListAndStage.tsx";
import { NotFoundPage } from "../../app/NotFoundPage.tsx";
import { useNarrow } from "../../app/use-narrow.ts";
import { useSession } from "../../app/use-session.ts";
import { moveByArrows } from "../../design/arrow-keys.ts";
import { useWords } from "../../words/use-words.tsx";
import { AccountSection } from "./AccountSection.tsx";
import { DevicesSection } from "./DevicesSection.tsx";
import { DiagnosticsSection } from "./DiagnosticsSection.tsx";
import { EncryptionSection } from "./EncryptionSection.tsx";
import { LookSection } from "./LookSection.tsx";
import { ProfileSection } from "./ProfileSection.tsx";
import { SECTIONS } from "./sections.ts";
import css from "./SettingsPage.module.css";

/** Sections on the left, the chosen one on the right; on small screens one after the other. */
export function SettingsPage() {
  const { t } = useWords();
  const narrow = useNarrow();
  const { section } = useParams({ strict: false });
  const chosen = SECTIONS.find((one) => one.id === (section ?? (narrow ? undefined : "profile")));
  if (section !== undefined && chosen === undefined) return <NotFoundPage />;
  return (
    <ListAndStage
      open={chosen !== undefined}
      list={
        <nav className={css.nav} aria-label={t("settings.sections")}>
          <header className={css.head}>
            {narrow ? (
              <Link to="/" className={css.back} aria-label={t("common.back")}>
                <ArrowLeft aria-hidden="true" />
              </Link>
            ) : null}
            <h1>{t("settings.title")}</h1>
          </header>
          <ul onKeyDown={moveByArrows} role="presentation">
            {SECTIONS.map(({ id, words, icon: Icon }) => (
              <li key={id}>
                <Link
                  to="/settings/$section"
                  params={{ section: id }}
                  className={css.item}
                  data-chosen={chosen?.id === id || undefined}
                >
                  <Icon aria-hidden="true" />
                  {t(words)}
                  {narrow ? <ChevronRight aria-hidden="true" className={css.more} /> : null}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      }
      stage={
        chosen === undefined ? null : (
          <main className={css.stage}>
            <div className={css.inner}>
              <header className={css.title}>
                {narrow ? (
                  <Link to="/settings" className={css.back} aria-label={t("common.back")}>
                    <ArrowLeft aria-hidden="true" />
                  </Link>
                ) : null}
                <h2>{t(chosen.words)}</h2>
              </header>
              <Section id={chosen.id} />
            </div>
          </main>
        )
      }
    />
  );
}

function Section({ id }: { readonly id: (typeof SECTIONS)[number]["id"] }) {
  const session = useSession();
  if (session?.account === undefined) return null;
  switch (id) {
    case "profile":
      return <ProfileSection account={session.account} />;
    case "devices":
      return <DevicesSection />;
    case "encryption":
      return <EncryptionSection session={session} />;
    case "look":
      return <LookSection />;
    case "diagnostics":
      return <DiagnosticsSection session={session} />;
    case "account":
      return <AccountSection session={session} />;
  }
}
