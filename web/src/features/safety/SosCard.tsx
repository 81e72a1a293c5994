import { Link } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { TakeFixes } from "../../app/TakeFixes.tsx";
import { useWhereabouts } from "../../app/whereabouts.ts";
import link from "../../design/link.module.css";
import { useRows } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { isOver, useAlertState } from "./alert-words.ts";
import { Confirm } from "../../design/components/Confirm.tsx";
import { HoldButton } from "./HoldButton.tsx";
import css from "./SosCard.module.css";
import type { Contacts } from "./use-contacts.ts";
import { useMayLocate } from "./use-may-locate.ts";

const HOLD_MS = 3_000;

/** Help now. Held, so that no pocket sends it; `silent` asks for quiet help, `drill` is marked as an exercise everywhere. */
export function SosCard({ contacts }: { readonly contacts: Contacts }) {
  const { t, formats } = useWords();
  const act = useAct();
  const [silent, setSilent] = useState(false);
  const [drill, setDrill] = useState(false);
  const [asking, setAsking] = useState(false);
  const [called, setCalled] = useState(false);
  const may = useMayLocate();
  const count = contacts.ready.length;
  // While the circle is still being read nobody is refused help: who calls without one is told so.
  const alone = count === 0 && !contacts.waiting;
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
        disabled={alone}
        onHold={() => setCalled(true)}
        onHeld={send}
        onPress={() => {
          setCalled(true);
          setAsking(true);
        }}
      />
      <MySos />
      <p className={css.text}>
        {t(alone ? "sos.no-circle" : "sos.text")} {t("safety.honest")}
      </p>
      {count > 0 && (may || called) ? (
        <>
          <TakeFixes />
          <Nowhere />
        </>
      ) : null}
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
          text={t("sos.confirm.text", { names: formats.list(contacts.firstNames), count: contacts.firstNames.length })}
          action={t(drill ? "sos.confirm.drill.action" : "sos.confirm.action")}
          onClose={() => setAsking(false)}
          onConfirm={send}
        />
      ) : null}
    </section>
  );
}

/** How far my call for help has come, beside the button that sent it. */
function MySos() {
  const mine = useRows("alerts", {}).find((alert) => alert.mine && alert.cause === "sos" && !isOver(alert));
  return mine === undefined ? null : <Standing alert={mine} />;
}

function Standing({ alert }: { readonly alert: Parameters<typeof useAlertState>[0] }) {
  const { t } = useWords();
  const state = useAlertState(alert);
  return (
    <p className={css.standing} role="status">
      <b>{t(alert.status === "Exercise" ? "sos.sent.drill" : "alert.sos.mine")}</b> {state}{" "}
      <Link to="/safety/alerts/$alertId" params={{ alertId: alert.id }} className={link.text}>
        {t("alert.details")}
      </Link>
    </p>
  );
}

/** An SOS would go out without a position, and follows it with one as soon as there is one. */
function Nowhere() {
  const { t } = useWords();
  const { is } = useWhereabouts().whereabouts;
  if (is !== "refused" && is !== "unavailable" && is !== "unsupported") return null;
  return (
    <p className={css.hint} role="status">
      {t("sos.nowhere")} {t(`where.${is}`)}
    </p>
  );
}
