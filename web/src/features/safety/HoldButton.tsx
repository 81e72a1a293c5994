import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from "react";
import css from "./HoldButton.module.css";

type HoldButtonProps = {
  readonly label: string;
  /** What to do, and what to go on doing while it is held. */
  readonly hint: string;
  readonly holdingHint: string;
  readonly holdMs: number;
  readonly disabled?: boolean;
  /** It was pressed, and may be held long enough. */
  readonly onHold?: () => void;
  readonly onHeld: () => void;
  /** Pressed by something that cannot hold: a screen reader, a switch. Ask before acting. */
  readonly onPress: () => void;
};

/** Acts only after it was held, by finger, mouse, Space or Enter; letting go earlier does nothing. */
export function HoldButton({
  label,
  hint,
  holdingHint,
  holdMs,
  disabled = false,
  onHold,
  onHeld,
  onPress,
}: HoldButtonProps) {
  const words = useId();
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const release = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const hold = () => {
    if (disabled || holding) return;
    setHolding(true);
    onHold?.();
    timer.current = setTimeout(() => {
      setHolding(false);
      onHeld();
    }, holdMs);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) hold();
  };
  const pointer = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    hold();
  };
  return (
    <button
      type="button"
      aria-labelledby={words}
      className={css.hold}
      data-holding={holding || undefined}
      disabled={disabled}
      style={{ ["--hold" as string]: `${holdMs}ms` }}
      onPointerDown={pointer}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={key}
      onKeyUp={(event) => {
        event.preventDefault();
        release();
      }}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
      // Fingers and mice count their clicks, keys make none here; whatever else clicks cannot hold.
      onClick={(event) => (event.detail === 0 ? onPress() : undefined)}
    >
      <svg viewBox="0 0 200 200" aria-hidden="true">
        <circle className={css.halo} cx="100" cy="100" r="96" />
        <circle className={css.done} cx="100" cy="100" r="91" pathLength="1" />
        <circle className={css.disc} cx="100" cy="100" r="84" />
      </svg>
      <span className={css.words} id={words}>
        <b>{label}</b> <span>{holding ? holdingHint : hint}</span>
      </span>
    </button>
  );
}
