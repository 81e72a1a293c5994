import { Outlet, useRouter, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { ListAndStage } from "../../app/ListAndStage.tsx";
import { ChatList } from "./ChatList.tsx";

/** The conversations beside the open one; on small screens one or the other. */
export function ChatsLayout() {
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
  return <ListAndStage list={<ChatList />} stage={<Outlet />} open={open} />;
}
