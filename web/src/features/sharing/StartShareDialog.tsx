import { PRECISIONS, type Precision } from "@paceline/protocol/port";
import type { RoomId } from "@paceline/protocol";
import { LockOpen } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Banner } from "../../design/components/Banner.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Choice } from "../../design/components/Choice.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { FilterChips } from "../../design/components/FilterChips.tsx";
import { Segmented } from "../../design/components/Segmented.tsx";
import { useCommand, useRows } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { Crowd } from "./Crowd.tsx";
import { type Duration, hasEnd, lasting, type Ride } from "./durations.ts";
import { ReplayButton } from "./ReplayButton.tsx";
import css from "./StartShareDialog.module.css";
import { Viewers } from "./Viewers.tsx";

/** Where a share goes. */
export type ShareRoom = {
  readonly id: RoomId;
  readonly name: string;
  readonly encrypted: boolean;
  readonly direct: boolean;
};

/** Asks how long and how exactly, and shows who will see it, before anything leaves this device. */
export function StartShareDialog({
  room,
  ride,
  open,
  onClose,
}: {
  readonly room: ShareRoom;
  readonly ride?: Ride | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t, formats } = useWords();
  const now = useNow();
  const store = useSessionStore();
  const start = useCommand("startShare");
  const others = useRows("shares", {}).filter(({ live, mine, roomId }) => live && !mine && roomId === room.id).length;
  const withRide = hasEnd(ride, now);
  const [duration, setDuration] = useState<Duration>(withRide ? "ride" : "hour");
  const [until, setUntil] = useState("");
  const [precision, setPrecision] = useState<Precision>("exact");
  const [part, setPart] = useState<"none" | "lead" | "sweep">("none");
  const durationMs = lasting(duration, now, ride, until);
  const ends = durationMs === undefined ? undefined : now + durationMs;
  const begin = async () => {
    if (durationMs === undefined || ends === undefined) return;
    const result = await start.run({
      roomId: room.id,
      durationMs,
      precision,
      ...(part === "none" ? {} : { part }),
    });
    if (!result.ok) return;
    tell(store, "go", t("sharing.started", { time: formats.time(ends) }));
    onClose();
  };
  const durations: readonly Duration[] = withRide ? ["quarter", "hour", "ride", "own"] : ["quarter", "hour", "own"];
  return (
    <Dialog
      title={t("sharing.title")}
      open={open}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isDisabled={durationMs === undefined || start.state.is === "busy"}
          onPress={() => void begin()}
        >
          {t("sharing.action")}
        </Button>
      }
    >
      <p>{t(room.direct ? "sharing.with.direct" : "sharing.with", { room: room.name })}</p>
      {room.encrypted ? null : (
        <Banner tone="wait" inset icon={<LockOpen />}>
          {t("sharing.clear")}
        </Banner>
      )}
      <div className={css.part}>
        <span className={css.label}>{t("sharing.duration")}</span>
        <FilterChips
          label={t("sharing.duration")}
          value={duration}
          onChange={setDuration}
          chips={durations.map((value) => ({ value, label: t(`sharing.${value}`) }))}
        />
        {duration === "own" ? (
          <Field
            label={t("sharing.until")}
            type="time"
            value={until}
            onChange={setUntil}
            hint={t("sharing.until.hint")}
            error={until !== "" && durationMs === undefined ? t("sharing.until.wrong") : undefined}
          />
        ) : null}
      </div>
      <div className={css.part}>
        <span className={css.label}>{t("sharing.precision")}</span>
        <Segmented
          label={t("sharing.precision")}
          value={precision}
          onChange={setPrecision}
          segments={PRECISIONS.map((value) => ({ value, label: t(`sharing.${value}`) }))}
        />
        <p className={css.hint}>{t(`sharing.${precision}.text`)}</p>
      </div>
      {ride === undefined || ride.parted === true ? null : (
        <Choice
          label={t("sharing.part")}
          value={part}
          onChange={setPart}
          options={(["none", "lead", "sweep"] as const).map((value) => ({ value, label: t(`sharing.part.${value}`) }))}
        />
      )}
      <Viewers roomId={room.id} />
      <Crowd sharers={others + 1} />
      <ReplayButton />
      {ends === undefined ? null : (
        <p className={css.hint}>{t("sharing.ends", { day: formats.dayWord(ends, now), time: formats.time(ends) })}</p>
      )}
      <p className={css.hint}>{t("sharing.kept")}</p>
      {start.state.is === "failed" ? <p role="alert">{t(failureWords(start.state.failure.code))}</p> : null}
    </Dialog>
  );
}
