import {
  createRootRoute,
  createRoute,
  createRouter,
  notFound,
  Outlet,
  type RouterHistory,
} from "@tanstack/react-router";
import { eventId, isEventId, isRoomId, roomId } from "@paceline/protocol";
import { BrokenPage } from "./BrokenPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { SessionGate } from "./SessionGate.tsx";
import { Skeleton } from "../design/components/Skeleton.tsx";
import { pageWhenShown } from "../host/when-shown.ts";
import { LaterWords } from "../words/LaterWords.tsx";

/* Ids in addresses are checked once, here; views get branded ids. */
const roomParam = {
  parse: (raw: { roomId: string }) => ({ roomId: isRoomId(raw.roomId) ? roomId(raw.roomId) : refuse() }),
  stringify: (params: { roomId: string }) => params,
};
const clubParam = {
  parse: (raw: { clubId: string }) => ({ clubId: isRoomId(raw.clubId) ? roomId(raw.clubId) : refuse() }),
  stringify: (params: { clubId: string }) => params,
};
const cardParam = {
  parse: (raw: { cardId: string }) => ({ cardId: isEventId(raw.cardId) ? eventId(raw.cardId) : refuse() }),
  stringify: (params: { cardId: string }) => params,
};
function refuse(): never {
  throw notFound();
}

const root = createRootRoute({ component: SessionGate, notFoundComponent: NotFoundPage });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: pageWhenShown(() => import("../features/home/HomePage.tsx"), "HomePage"),
});

const chats = createRoute({
  getParentRoute: () => root,
  path: "/chats",
  component: pageWhenShown(() => import("../features/chats/ChatsLayout.tsx"), "ChatsLayout"),
});
const noChat = createRoute({
  getParentRoute: () => chats,
  path: "/",
  component: pageWhenShown(() => import("../features/chats/NoChat.tsx"), "NoChat"),
});
const newChat = createRoute({
  getParentRoute: () => chats,
  path: "new",
  component: pageWhenShown(() => import("../features/people/NewChatPage.tsx"), "NewChatPage"),
});
const room = createRoute({
  getParentRoute: () => chats,
  path: "$roomId",
  params: roomParam,
  component: pageWhenShown(() => import("../features/room/RoomPage.tsx"), "RoomPage"),
});

const meetups = createRoute({
  getParentRoute: () => root,
  path: "/meetups",
  component: pageWhenShown(() => import("../features/meetups/MeetupsPage.tsx"), "MeetupsPage"),
});
const newMeetup = createRoute({
  getParentRoute: () => root,
  path: "/meetups/new",
  validateSearch: (search: Record<string, unknown>): { room?: string } =>
    isRoomId(search["room"]) ? { room: search["room"] } : {},
  component: pageWhenShown(() => import("../features/meetup-form/NewMeetupPage.tsx"), "NewMeetupPage"),
});
const meetup = createRoute({
  getParentRoute: () => root,
  path: "/meetups/$cardId",
  params: cardParam,
  component: pageWhenShown(() => import("../features/meetups/MeetupPage.tsx"), "MeetupPage"),
});
const changeMeetup = createRoute({
  getParentRoute: () => root,
  path: "/meetups/$cardId/edit",
  params: cardParam,
  component: pageWhenShown(() => import("../features/meetup-form/ChangeMeetupPage.tsx"), "ChangeMeetupPage"),
});

const clubs = createRoute({
  getParentRoute: () => root,
  path: "/clubs",
  validateSearch: (search: Record<string, unknown>): { link?: string } =>
    typeof search["link"] === "string" ? { link: search["link"] } : {},
  component: pageWhenShown(() => import("../features/clubs/ClubsPage.tsx"), "ClubsPage"),
});
const newClub = createRoute({
  getParentRoute: () => root,
  path: "/clubs/new",
  component: pageWhenShown(() => import("../features/clubs/NewClubPage.tsx"), "NewClubPage"),
});
const club = createRoute({
  getParentRoute: () => root,
  path: "/club/$clubId",
  params: clubParam,
  component: pageWhenShown(() => import("../features/club/ClubPage.tsx"), "ClubPage"),
});
const clubPeople = createRoute({
  getParentRoute: () => root,
  path: "/club/$clubId/people",
  params: clubParam,
  component: pageWhenShown(() => import("../features/club/ClubPeoplePage.tsx"), "ClubPeoplePage"),
});

/** Around places whose words come with them. */
const later = createRoute({
  getParentRoute: () => root,
  id: "later",
  component: () => (
    <LaterWords>
      <Outlet />
    </LaterWords>
  ),
});
const map = createRoute({
  getParentRoute: () => later,
  path: "/map",
  component: pageWhenShown(() => import("../features/map/MapPage.tsx"), "MapPage"),
});
const safety = createRoute({
  getParentRoute: () => later,
  path: "/safety",
  component: pageWhenShown(() => import("../features/safety/SafetyPage.tsx"), "SafetyPage"),
});
const alert = createRoute({
  getParentRoute: () => later,
  path: "/safety/alerts/$alertId",
  component: pageWhenShown(() => import("../features/safety/AlertPage.tsx"), "AlertPage"),
});

const settings = createRoute({
  getParentRoute: () => later,
  path: "/settings",
  component: pageWhenShown(() => import("../features/settings/SettingsPage.tsx"), "SettingsPage"),
});
const settingsSection = createRoute({
  getParentRoute: () => later,
  path: "/settings/$section",
  component: pageWhenShown(() => import("../features/settings/SettingsPage.tsx"), "SettingsPage"),
});

const routeTree = root.addChildren([
  home,
  chats.addChildren([noChat, newChat, room]),
  meetups,
  newMeetup,
  meetup,
  changeMeetup,
  clubs,
  newClub,
  club,
  clubPeople,
  later.addChildren([map, safety, alert, settings, settingsSection]),
]);

/** Every place of the app by its address. `history`: the browser's, or one in memory for the gallery. */
export function createAppRouter(history: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    defaultPreload: "intent",
    defaultPendingMs: 300,
    defaultPendingComponent: () => <Skeleton />,
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
