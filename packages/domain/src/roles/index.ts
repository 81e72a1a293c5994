export { ACTION_LEVELS, may, mayAssign, ROLE_LEVELS } from "./may.ts";
export type { Action, Assignment } from "./may.ts";
export { planRole, roleKey } from "./plan-role.ts";
export type { RoomRole, StateChange } from "./plan-role.ts";
export { BOT_LEVEL, CHAT_EVENT_LEVELS, clubPowerLevels, lettingShare } from "./power-levels.ts";
export type { ClubRoomKind, PowerLevels, PowerLevelsInput, RoomVersion } from "./power-levels.ts";
export { everybodysLevel, levelOf, neededFor, neededTo, roleOf } from "./role-of.ts";
export type { RoomPower } from "./role-of.ts";
