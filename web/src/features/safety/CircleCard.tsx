import { ShieldPlus, UserPlus } from "lucide-react";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Choice } from "../../design/components/Choice.tsx";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { AddContactDialog } from "./AddContactDialog.tsx";
import css from "./CircleCard.module.css";
import { ContactLine } from "./ContactLine.tsx";
import { alertedAfter, type Contacts } from "./use-contacts.ts";

const MINUTE = 60_000;
/** Minutes. */
const TERMS = [2, 5, 10, 15, 30, 60] as const;

const isTiered = ({ rows }: Contacts): boolean => rows.some(({ tier }) => tier !== rows[0]?.tier);

/** How long those who are alerted first have to answer before the next are alerted. */
function TierTerm({ escalateMs }: { readonly escalateMs: number }) {
  const { t } = useWords();
  const act = useAct();
  const now = Math.round(escalateMs / MINUTE);
  const terms = [...new Set([...TERMS, now])].sort((a, b) => a - b);
  return (
    <Choice
      label={t("circle.term")}
      quiet
      value={String(now)}
      onChange={(minutes) => void act("setTierTerm", { termMs: Number(minutes) * MINUTE })}
      options={terms.map((count) => ({ value: String(count), label: t("timer.minutes", { count }) }))}
    />
  );
}

/** Who is alerted, in their order, and how sure it is that it reaches them. */
export function CircleCard({ contacts }: { readonly contacts: Contacts }) {
  const { t } = useWords();
  const act = useAct();
  const store = useSessionStore();
  const [adding, setAdding] = useState(false);
  const test = async () => {
    const result = await act("sendTestAlert", {});
    if (result.ok) tell(store, "go", t("circle.test.done"));
  };
  const add = (
    <Button icon={<UserPlus />} onPress={() => setAdding(true)}>
      {t("circle.add")}
    </Button>
  );
  return (
    <Card title={t("circle.title")} {...(contacts.rows.length === 0 ? {} : { hint: t("circle.order"), action: add })}>
      {contacts.waiting ? (
        <Skeleton rows={3} />
      ) : contacts.rows.length === 0 ? (
        <EmptyState icon={<ShieldPlus />} title={t("circle.empty.title")} action={add}>
          {t("circle.empty.text")}
        </EmptyState>
      ) : (
        <>
          <ul className={css.list}>
            {contacts.rows.map((contact) => (
              <li key={contact.id}>
                <ContactLine contact={contact} afterMs={alertedAfter(contact, contacts.rows) * contacts.escalateMs} />
              </li>
            ))}
          </ul>
          {isTiered(contacts) ? <TierTerm escalateMs={contacts.escalateMs} /> : null}
          {contacts.ready.length === 0 ? null : (
            <Button look="quiet" onPress={() => void test()}>
              {t("circle.test")}
            </Button>
          )}
          <p className={css.small}>{t("safety.learned")}</p>
        </>
      )}
      {adding ? <AddContactDialog onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}
