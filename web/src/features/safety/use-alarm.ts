import { useEffect, useState } from "react";

/** Two tones in turn, as on a siren; half a second each. Hertz. */
const HIGH = 880;
const LOW = 660;
const TONE_S = 0.5;
/** Tones laid out ahead, so that a busy page does not stutter. */
const AHEAD_S = 30;

/**
 * Sounds while `on`. Browsers allow sound only after the page was used: `blocked` until then, and it starts with the next key or click by itself.
 */
export function useAlarm(on: boolean): "silent" | "sounding" | "blocked" {
  const [state, setState] = useState<AudioContextState | undefined>(undefined);
  useEffect(() => {
    if (!on) return undefined;
    const audio = new AudioContext();
    const siren = audio.createOscillator();
    const volume = audio.createGain();
    siren.type = "square";
    volume.gain.value = 0.25;
    siren.connect(volume).connect(audio.destination);
    const lay = () => {
      siren.frequency.cancelScheduledValues(audio.currentTime);
      for (let at = 0; at < AHEAD_S; at += TONE_S)
        siren.frequency.setValueAtTime((at / TONE_S) % 2 === 0 ? HIGH : LOW, audio.currentTime + at);
    };
    lay();
    siren.start();
    const again = setInterval(lay, (AHEAD_S * 1_000) / 2);
    const follow = () => setState(audio.state);
    const wake = () => void audio.resume().then(follow, () => undefined);
    audio.addEventListener("statechange", follow);
    document.addEventListener("pointerdown", wake);
    document.addEventListener("keydown", wake);
    follow();
    return () => {
      clearInterval(again);
      audio.removeEventListener("statechange", follow);
      document.removeEventListener("pointerdown", wake);
      document.removeEventListener("keydown", wake);
      void audio.close();
    };
  }, [on]);
  if (!on) return "silent";
  return state === "running" ? "sounding" : "blocked";
}
