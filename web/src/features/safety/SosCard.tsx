import { Fragment, useState } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { Confirm } from "./Confirm.tsx";
import { HoldButton } from "./HoldButton.tsx";
import css from "./SosCard.module.css";
import type { Contacts } from "./use-contacts.ts";

const HOLD_MS = 3_000;

/** Help now. Held, so that no pocket sends it; `silent` leaves no sign on this screen, `drill` is marked as an exercise everywhere. */
export function SosCard({ contacts }: { readonly contacts: Contacts }) {
  const { t, formats } = useWords();
  const act = useAct();
  const [silent, setSilent] = useState(false);
  const [drill, setDrill] = useState(false);
  const [asking, setAsking] = useState(false);
  const count = contacts.ready.length;
  const send = () => void act("raiseSos", { silent, drill });
  const toggles = [
    { id: "silent", words: "sos.silent", hint: "sos.silent.hint", on: silent, set: setSilent },
    { id: "drill", words: "sos.drill", hint: "sos.drill.hint", on: drill, set: setDrill },
  ] as const;
  return (
    <section className={css.card} aria-label={t("sos.label")}>
      <HoldButton
        label={t("sos.label")}
        hint={t("sos.hold")}
        holdingHint={t("sos.keep")}
        holdMs={HOLD_MS}
        disabled={count === 0}
        onHeld={send}
        onPress={() => setAsking(true)}
      />
      <p className={css.text}>
        {t(count === 0 ? "sos.no-circle" : "sos.text")} {t("safety.honest")}
      </p>
      <div className={css.toggles}>
        {toggles.map(({ id, words, hint, on, set }) => (
          <Fragment key={id}>
            <ToggleButton className={css.toggle ?? ""} isSelected={on} onChange={set} aria-describedby={`sos-${id}`}>
              {t(words)}
            </ToggleButton>
            <span id={`sos-${id}`} hidden>
              {t(hint)}
            </span>
          </Fragment>
        ))}
      </div>
      {silent || drill ? (
        <p className={css.hint}>
          {[drill ? t("sos.drill.hint") : "", silent ? t("sos.silent.hint") : ""]
            .filter((words) => words !== "")
            .join(". ")}
        </p>
      ) : null}
      {asking ? (
        <Confirm
          title={t(drill ? "sos.confirm.drill" : "sos.confirm.title")}
          text={t("sos.confirm.text", { names: formats.list(contacts.readyNames), count })}
          action={t(drill ? "sos.confirm.drill.action" : "sos.confirm.action")}
          onClose={() => setAsking(false)}
          onConfirm={send}
        />
      ) : null}
    </section>
  );
}
