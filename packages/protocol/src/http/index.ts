export { OpenIdRequest, SessionAnswer, SessionList } from "./auth.ts";
export { ClubAnswer, ClubChannelAnswer, CreateChannelRequest, CreateClubRequest, SetRoleRequest } from "./clubs.ts";
export {
  CoreAlert,
  CoreAlertRequest,
  CoreCancelRequest,
  CoreContact,
  CoreContactList,
  CoreContactRequest,
  CoreExtendRequest,
  CoreLocationRequest,
  CoreShare,
  CoreShareList,
  CoreTimer,
  CoreTimerRequest,
  CoreTrackerRequest,
  PLAIN_TRACKERS,
} from "./core-safety.ts";
export type { PlainTracker } from "./core-safety.ts";
export { PROBLEM_CODES, Problem } from "./problem.ts";
export type { ProblemCode } from "./problem.ts";
export { BRIDGE_WELL_KNOWN, BridgeDiscovery } from "./discovery.ts";
export { MAP_TILES_PATH, MapTiles } from "./map-tiles.ts";
export { CONTENT_SECURITY_POLICY, WEB_CONTENT_TYPES, WEB_HEADERS } from "./web-headers.ts";
export {
  MailWayOutRequest,
  PushWayOutRequest,
  TimerAnswer,
  TimerRequest,
  TrackerAnswer,
  TrackerRequest,
  WaysOutAnswer,
} from "./safety.ts";
