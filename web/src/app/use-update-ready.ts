import { useEffect, useState } from "react";
import { useHost } from "./host.tsx";

/** True once the host has a newer release that a reload would bring. */
export function useUpdateReady(): boolean {
  const host = useHost();
  const [ready, setReady] = useState(false);
  useEffect(() => host.onUpdateReady(() => setReady(true)), [host]);
  return ready;
}
