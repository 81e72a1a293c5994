import type { HostPort } from "@paceline/protocol/port";
import { createContext, useContext } from "react";

const HostContext = createContext<HostPort | null>(null);
export const HostProvider = HostContext.Provider;

export function useHost(): HostPort {
  const host = useContext(HostContext);
  if (host === null) throw new Error("no host around this view");
  return host;
}
