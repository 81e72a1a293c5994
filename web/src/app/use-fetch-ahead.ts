import type { SessionRow } from "@paceline/protocol/port";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useSpoken } from "../words/spoken.tsx";

const SOON_MS = 2_000;
const LATEST_MS = 10_000;

/** Without a connection no page could be opened that was not opened before, so once the first things are done all of them are fetched. */
export function useFetchAhead({ link, firstSync }: SessionRow): void {
  const router = useRouter();
  const { later } = useSpoken();
  const calm = link.is === "online" && firstSync === "done";
  useEffect(() => {
    if (!calm) return undefined;
    const fetchAll = () => {
      const pages = Object.values(router.routesById).map(({ options: { component } }) => component?.preload?.());
      // What cannot be fetched now is fetched when somebody goes there.
      void Promise.allSettled([later(), ...pages]);
    };
    // Safari has no idle callback. Elsewhere a page that is never idle fetches them all the same.
    if (!("requestIdleCallback" in globalThis)) {
      const soon = setTimeout(fetchAll, SOON_MS);
      return () => clearTimeout(soon);
    }
    const idle = requestIdleCallback(fetchAll, { timeout: LATEST_MS });
    return () => cancelIdleCallback(idle);
  }, [calm, later, router]);
}
