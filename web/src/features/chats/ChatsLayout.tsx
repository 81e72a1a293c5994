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
  // Whoever looks at conversations opens one next: fetched when this page has been painted and nothing else is to do.
  useEffect(() => {
    const soon = requestIdleCallback(() => void router.loadRouteChunk(router.routesByPath["/chats/$roomId"]));
    return () => cancelIdleCallback(soon);
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
