import { HAZARD_KINDS, type HazardKind } from "@paceline/protocol/port";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Choice } from "../../design/components/Choice.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { spotOfText } from "../../map/spot-text.ts";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { PlaceOnMap } from "../meetup-form/PlaceOnMap.tsx";
import css from "./ReportHazardDialog.module.css";
import { useHazardRooms } from "./use-hazard-rooms.ts";

/** m around the place. */
const REACHES = ["50", "200", "500", "2000", "10000"] as const;
/** Hours. */
const LIVES = ["3", "12", "24", "72", "168"] as const;
const HOUR = 3_600_000;

/** Warns the people of one room of a place. */
export function ReportHazardDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, formats } = useWords();
  const now = useNow();
  const store = useSessionStore();
  const rooms = useHazardRooms();
  const report = useCommand("reportHazard");
  const [room, setRoom] = useState<string | undefined>();
  const [kind, setKind] = useState<HazardKind>("ice");
  const [headline, setHeadline] = useState("");
  const [description, setDescription] = useState("");
  const [uri, setUri] = useState("");
  const [reach, setReach] = useState<(typeof REACHES)[number]>("200");
  const [life, setLife] = useState<(typeof LIVES)[number]>("12");
  const chosen = rooms.find(({ id }) => id === room) ?? rooms[0];
  const spot = spotOfText(uri);
  const send = async () => {
    if (chosen === undefined || spot === undefined) return;
    const result = await report.run({
      roomId: chosen.id,
      kind,
      headline: headline.trim(),
      ...spot,
      radius_m: Number(reach),
      expiresMs: now + Number(life) * HOUR,
      ...(description.trim() === "" ? {} : { description: description.trim() }),
    });
    if (!result.ok) return;
    tell(store, "go", t("hazard.reported", { room: chosen.name }));
    onClose();
  };
  const length = (m: number) => (m < 1_000 ? formats.height(m) : formats.distance(m));
  return (
    <Dialog
      title={t("hazard.report")}
      open
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isDisabled={
            chosen === undefined || spot === undefined || headline.trim() === "" || report.state.is === "busy"
          }
          onPress={() => void send()}
        >
          {t("hazard.report.action")}
        </Button>
      }
    >
      <div className={css.form}>
        {chosen === undefined ? (
          <p>{t("hazard.no-room")}</p>
        ) : (
          <Choice
            label={t("hazard.room")}
            value={chosen.id}
            onChange={setRoom}
            options={rooms.map(({ id, name }) => ({ value: id as string, label: name }))}
          />
        )}
        <Choice
          label={t("hazard.kind")}
          value={kind}
          onChange={setKind}
          options={HAZARD_KINDS.map((value) => ({ value, label: t(`hazard.${value}`) }))}
        />
        <Field
          label={t("hazard.headline")}
          placeholder={t("hazard.headline.example")}
          value={headline}
          onChange={setHeadline}
          maxLength={300}
        />
        <Field
          label={t("hazard.description")}
          value={description}
          onChange={setDescription}
          lines={2}
          maxLength={2000}
        />
        <div>
          <p className={css.label}>{t("hazard.place")}</p>
          <PlaceOnMap uri={uri} onChange={setUri} />
        </div>
        <div className={css.row}>
          <Choice
            label={t("hazard.reach")}
            value={reach}
            onChange={setReach}
            options={REACHES.map((value) => ({ value, label: length(Number(value)) }))}
          />
          <Choice
            label={t("hazard.life")}
            value={life}
            onChange={setLife}
            options={LIVES.map((value) => ({
              value,
              label:
                Number(value) < 24
                  ? t("hazard.hours", { count: Number(value) })
                  : t("hazard.days", { count: Number(value) / 24 }),
            }))}
          />
        </div>
        <p className={css.small}>{t("hazard.honest")}</p>
        {report.state.is === "failed" ? (
          <p className={css.error} role="alert">
            {t(failureWords(report.state.failure.code))}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
