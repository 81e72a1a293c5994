import type { AlertRow } from "@paceline/protocol/port";
import { useSessionStore, useShared } from "../../app/session-store.tsx";

/** An alert and its all-clear are two sounds: whoever stopped the one hears the other. */
const soundOf = ({ id, ring }: AlertRow): string => `${ring} ${id}`;

/** What of the alerts somebody has silenced on this page. Answered they are not. */
export function useMuted() {
  const store = useSessionStore();
  const muted = useShared((state) => state.mutedAlerts);
  return {
    isMuted: (alert: AlertRow): boolean => muted.includes(soundOf(alert)),
    mute: (alerts: readonly AlertRow[]): void =>
      store.setState(({ mutedAlerts }) => ({ mutedAlerts: [...mutedAlerts, ...alerts.map(soundOf)] })),
  };
}
