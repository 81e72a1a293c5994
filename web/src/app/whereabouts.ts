import type { Fix, HostPort } from "@paceline/protocol/port";
import { useEffect, useEffectEvent } from "react";
import { batteryPct, followBattery } from "./battery.ts";
import { useHost } from "./host.tsx";
import { ride } from "./replay.ts";
import { type SessionStore, useSessionStore, useShared, type Whereabouts } from "./session-store.tsx";

/** A place a few seconds old is as good; a first one may take a while outdoors. */
const OPTIONS: PositionOptions = { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 };

const some = (value: number | null): value is number => value !== null && Number.isFinite(value);

/** A position of the browser as the engine takes it. */
function fixOf({ coords, timestamp }: GeolocationPosition): Fix {
  const { latitude, longitude, accuracy, altitude, speed, heading } = coords;
  const battery = batteryPct();
  return {
    ts: Math.round(timestamp),
    latitude,
    longitude,
    accuracy_m: accuracy,
    ...(some(altitude) ? { altitude_m: altitude } : {}),
    ...(some(speed) ? { speed_mps: speed } : {}),
    ...(some(heading) ? { heading_deg: heading } : {}),
    ...(battery === undefined ? {} : { battery_pct: battery }),
  };
}

const refusalOf = ({ code, PERMISSION_DENIED }: GeolocationPositionError): Whereabouts => ({
  is: code === PERMISSION_DENIED ? "refused" : "unavailable",
});

function hear(store: SessionStore) {
  return {
    found: (position: GeolocationPosition) => store.setState({ whereabouts: { is: "known", fix: fixOf(position) } }),
    // A device that loses its reception keeps its last place, with its age.
    failed: (error: GeolocationPositionError) =>
      store.setState(({ whereabouts }) =>
        whereabouts.is === "known" && error.code !== error.PERMISSION_DENIED ? {} : { whereabouts: refusalOf(error) },
      ),
  };
}

/** The desktop shell lets nobody ask: Chromium would ask a service of others. */
function begin(store: SessionStore, { kind }: Pick<HostPort, "kind">): boolean {
  const supported = kind === "browser" && "geolocation" in navigator;
  store.setState(({ whereabouts }) =>
    !supported
      ? { whereabouts: { is: "unsupported" } }
      : whereabouts.is === "known"
        ? {}
        : { whereabouts: { is: "asking" } },
  );
  return supported;
}

/** Where this device is, as far as somebody asked; `locate` asks once. The browser asks the person the first time. */
export function useWhereabouts(): { readonly whereabouts: Whereabouts; readonly locate: () => void } {
  const store = useSessionStore();
  const host = useHost();
  const whereabouts = useShared((state) => state.whereabouts);
  const locate = () => {
    if (!begin(store, host)) return;
    const { found, failed } = hear(store);
    navigator.geolocation.getCurrentPosition(found, failed, OPTIONS);
  };
  return { whereabouts, locate };
}

/** Asks for every new place for as long as the view stands, and hands each on: the device's own, or a recorded ride's. */
export function useEveryFix(take: (fix: Fix) => void): void {
  const store = useSessionStore();
  const host = useHost();
  const replay = useShared((state) => state.replay);
  const taken = useEffectEvent(take);
  useEffect(() => {
    if (replay !== undefined) return ride(store, replay, (fix) => taken(fix));
    if (!begin(store, host)) return undefined;
    void followBattery();
    const { found, failed } = hear(store);
    const watch = navigator.geolocation.watchPosition(
      (position) => {
        found(position);
        taken(fixOf(position));
      },
      failed,
      OPTIONS,
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [store, host, replay]);
}
