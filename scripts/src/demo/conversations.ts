import { ana, ben, carl, jonas, lea, mila, nora, priya, sam, tom, yuki } from "./people.ts";
import type { DemoPersonPlan } from "./people.ts";

export type Line = readonly [by: DemoPersonPlan, words: string];

/** A small group outside of any club. Its script writes without keys, so the room is one the server can read. */
export type GroupPlan = { readonly alias: string; readonly name: string; readonly lines: readonly Line[] };

export const announcements: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: "Winter training begins",
    text: "From Tuesday on the chain gang leaves at 18:30 from the boathouse. Lights are not optional any more.",
  },
  {
    title: "The new club kit is here",
    text: "Pick yours up on Saturday after the coffee ride. If the size is wrong, Mila keeps the list for swaps.",
  },
  {
    title: "The towpath is closed at the lock",
    text: "Until the end of the month we take the north bank on Sundays. The loop gets three kilometres longer.",
  },
];

export const nightAnnouncements: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: "It is dark again",
    text: "Reflective vests are in the box at the lido gate. Take one, bring it back.",
  },
];

export const groups: readonly GroupPlan[] = [
  {
    alias: "coffee-stop-committee",
    name: "Coffee stop committee",
    lines: [
      [mila, "The mill has new opening hours, from nine on Saturdays."],
      [tom, "So we arrive just in time. Do they take cards now?"],
      [mila, "Still cash only. I asked."],
      [jonas, "I bring coins for everybody who forgets. Again."],
      [yuki, "The plum cake is worth the detour, I checked twice."],
      [tom, "Only twice?"],
      [ana, "Then it is decided: mill this week, harbour kiosk the week after."],
      [jonas, "Agreed. I'll put it into the notes of the ride."],
    ],
  },
  {
    alias: "spare-parts",
    name: "Spare parts and swaps",
    lines: [
      [sam, "Has anybody got an 11-speed quick link? Mine gave up on Sunday."],
      [ben, "Two in my bag. Tuesday at the boathouse?"],
      [sam, "You are a hero."],
      [carl, "I have a pair of 40 mm gravel tyres to give away, 500 km on them."],
      [nora, "I'd take them!"],
      [lea, "And a front light, 800 lumen, bracket missing. Free for whoever prints one."],
    ],
  },
];

export const groupMembers = ({ lines }: GroupPlan): readonly DemoPersonPlan[] => [...new Set(lines.map(([by]) => by))];

/** Who leads in the clubs besides their owners. */
export const riversideRoles = [
  [jonas, "captain"],
  [priya, "leader"],
  [lea, "moderator"],
] as const;
