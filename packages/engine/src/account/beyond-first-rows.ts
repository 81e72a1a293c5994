/** Lists that nobody sees at first, and commands. One module and so one file: a worker has it sooner than two dozen small ones. */
export { alertsIn, circleOf, circlesOfOthersIn, safetyLogIn, timerIn } from "./circle-sources.ts";
export { hazardsIn } from "./hazard-sources.ts";
export { membersOf, timelineOf, typingIn } from "./room-sources.ts";
export { sharesIn, trackersOf, zonesIn } from "./share-sources.ts";
export { commandTable } from "../commands/table.ts";
export { meetupRows } from "../meetups/meetup-list.ts";
