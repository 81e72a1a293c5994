import { useEffect, useState } from "react";

type Sound = {
  readonly wave: OscillatorType;
  /** Lays out the tones from `from` on, in seconds of the context, for `AHEAD_S`. */
  readonly lay: (tone: AudioParam, volume: AudioParam, from: number) => void;
};

/** Tones laid out ahead, so that a busy page does not stutter. */
const AHEAD_S = 30;
/** Hertz. */
const HIGH = 880;
const LOW = 660;

/** Two tones in turn, as on a siren; half a second each. */
const siren: Sound = {
  wave: "square",
  lay(tone, volume, from) {
    volume.setValueAtTime(0.25, from);
    for (let at = 0; at < AHEAD_S; at += 0.5) tone.setValueAtTime((at / 0.5) % 2 === 0 ? HIGH : LOW, from + at);
  },
};

/** Two soft notes, and ten seconds of quiet: somebody is asked, and nobody is in danger yet. */
const chime: Sound = {
  wave: "sine",
  lay(tone, volume, from) {
    for (let at = 0; at < AHEAD_S; at += 10) {
      tone.setValueAtTime(LOW, from + at);
      tone.setValueAtTime(HIGH, from + at + 0.3);
      volume.setValueAtTime(0.2, from + at);
      volume.setValueAtTime(0, from + at + 0.7);
    }
  },
};
const SOUNDS = { siren, chime };

/**
 * Sounds while `on`. Browsers allow sound only after the page was used: `blocked` until then, and it starts with the next key or click by itself.
 */
export function useAlarm(on: boolean, sound: keyof typeof SOUNDS = "siren"): "silent" | "sounding" | "blocked" {
  const [state, setState] = useState<AudioContextState | undefined>(undefined);
  useEffect(() => {
    if (!on) return undefined;
    const { wave, lay } = SOUNDS[sound];
    const audio = new AudioContext();
    const source = audio.createOscillator();
    const volume = audio.createGain();
    source.type = wave;
    volume.gain.value = 0;
    source.connect(volume).connect(audio.destination);
    const layOut = () => {
      const from = audio.currentTime;
      for (const param of [source.frequency, volume.gain]) param.cancelScheduledValues(from);
      lay(source.frequency, volume.gain, from);
    };
    layOut();
    source.start();
    const again = setInterval(layOut, (AHEAD_S * 1_000 * 2) / 3);
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
  }, [on, sound]);
  if (!on) return "silent";
  return state === "running" ? "sounding" : "blocked";
}
