import { useEffect, useState } from "react";

/** The browser would tell where this device is without asking anybody. False where it does not say (Permissions API). */
export function useMayLocate(): boolean {
  const [may, setMay] = useState(false);
  useEffect(() => {
    let gone = false;
    void navigator.permissions
      ?.query({ name: "geolocation" })
      .then(({ state }) => (gone ? undefined : setMay(state === "granted")))
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, []);
  return may;
}
