import { useState } from "react";
import { KeyRound } from "lucide-react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { CodeField } from "./CodeField.tsx";
import css from "./SafetyForm.module.css";

/** The code that ends timers, and the one that seems to. */
export function SafetyCodeCard({ set }: { readonly set: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Card title={t("code.title")} hint={t(set ? "code.set" : "code.none")}>
      <div className={css.form}>
        <p className={css.small}>{t("code.text")}</p>
        <div className={css.actions}>
          <Button icon={<KeyRound />} onPress={() => setOpen(true)}>
            {t(set ? "code.change" : "code.choose")}
          </Button>
        </div>
      </div>
      {open ? <CodesDialog set={set} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

const FORM = /^\d{4,12}$/;

function CodesDialog({ set, onClose }: { readonly set: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const store = useSessionStore();
  const [current, setCurrent] = useState("");
  const [code, setCode] = useState("");
  const [duress, setDuress] = useState("");
  const [checked, setChecked] = useState(false);
  const { state, run } = useCommand("setSafetyCodes");
  const malformed = (typed: string) => (checked && !FORM.test(typed) ? t("code.wrong-form") : undefined);
  const equal = checked && code === duress ? t("code.equal") : undefined;
  const proof = set ? { current } : {};
  const save = async () => {
    setChecked(true);
    if (!FORM.test(code) || !FORM.test(duress) || code === duress) return;
    const result = await run({ ...proof, codes: { code, duress } });
    if (result.ok) done("code.saved");
  };
  const remove = async () => {
    const result = await run({ ...proof, codes: null });
    if (result.ok) done("code.removed");
  };
  const done = (words: "code.saved" | "code.removed") => {
    tell(store, "go", t(words));
    onClose();
  };
  const failure = state.is === "failed" ? t(failureWords(state.failure.code)) : undefined;
  return (
    <Dialog
      title={t("code.title")}
      open
      onClose={onClose}
      actions={
        <>
          {set ? (
            <Button isDisabled={state.is === "busy" || current === ""} onPress={() => void remove()}>
              {t("code.remove")}
            </Button>
          ) : null}
          <Button
            look="primary"
            isDisabled={state.is === "busy" || (set && current === "")}
            onPress={() => void save()}
          >
            {t("common.save")}
          </Button>
        </>
      }
    >
      <p>{t("code.text")}</p>
      <p>{t("code.device")}</p>
      {set ? (
        <CodeField label={t("code.current")} value={current} onChange={setCurrent} error={failure} autoFocus />
      ) : null}
      <CodeField
        label={t("code.code")}
        value={code}
        onChange={setCode}
        hint={t("code.hint")}
        error={malformed(code)}
        autoFocus={!set}
      />
      <CodeField
        label={t("code.duress")}
        value={duress}
        onChange={setDuress}
        hint={t("code.hint")}
        error={malformed(duress) ?? equal}
      />
      {set || failure === undefined ? null : (
        <p className={css.error} role="alert">
          {failure}
        </p>
      )}
    </Dialog>
  );
}
