import { Outlet, useRouter, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useNarrow } from "../../app/use-narrow.ts";
import { ChatList } from "./ChatList.tsx";
import css from "./ChatsLayout.module.css";

/** The conversations beside the open one; on small screens one or the other. */
export function ChatsLayout() {
  const narrow = useNarrow();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const router = useRouter();
  // Whoever looks at conversations opens one next. It is fetched when there is something to see, never before.
  useEffect(() => {
    const painted = new PerformanceObserver((paints) => {
      if (paints.getEntriesByName("first-contentful-paint").length === 0) return;
      painted.disconnect();
      void router.loadRouteChunk(router.routesByPath["/chats/$roomId"]);
    });
    painted.observe({ type: "paint", buffered: true });
    return () => painted.disconnect();
  }, [router]);
  const open = path !== "/chats" && path !== "/chats/";
  return (
    <div className={css.columns} data-narrow={narrow || undefined}>
      {narrow && open ? null : <ChatList />}
      {narrow && !open ? null : (
        <div className={css.stage}>
          <Outlet />
        </div>
      )}
    </div>
  );
}
