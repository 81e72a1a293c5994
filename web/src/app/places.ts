import { CalendarDays, House, MessagesSquare, ShieldCheck } from "lucide-react";

/** Places of the rail and of the bottom bar, in order. */
export const PLACES = [
  { to: "/", words: "nav.home", icon: House },
  { to: "/chats", words: "nav.chats", icon: MessagesSquare },
  { to: "/meetups", words: "nav.meetups", icon: CalendarDays },
  { to: "/safety", words: "nav.safety", icon: ShieldCheck },
] as const;
