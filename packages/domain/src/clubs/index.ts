export { channelState, childLink, parentLink, planClub, spaceState, START_CHANNELS } from "./plan.ts";
export type { ChannelPlan, ClubPlan, ClubWish, InitialState, JoinRule, RoomPlan, StartChannel } from "./plan.ts";
export { clubRepairs } from "./repairs.ts";
export type { KnownClub, KnownState } from "./repairs.ts";
