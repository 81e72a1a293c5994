import { CalendarDays, House, Map, MessagesSquare, ShieldCheck, UsersRound } from "lucide-react";

/** Places of the rail and of the bottom bar, in order. */
export const PLACES = [
  { to: "/", words: "nav.home", icon: House },
  { to: "/chats", words: "nav.chats", icon: MessagesSquare },
  { to: "/meetups", words: "nav.meetups", icon: CalendarDays },
  { to: "/map", words: "nav.map", icon: Map },
  { to: "/safety", words: "nav.safety", icon: ShieldCheck },
] as const;

/** The place where small screens show the clubs that stand in the rail of large ones. */
export const CLUBS = { to: "/clubs", words: "nav.clubs", icon: UsersRound } as const;

export type Place = (typeof PLACES)[number] | typeof CLUBS;
