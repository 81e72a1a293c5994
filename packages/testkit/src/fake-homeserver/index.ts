export { startFakeHomeserver, type FakeHomeserver } from "./fake-homeserver.ts";
export type { Effect, Fault } from "./http/faults.ts";
export type { Answered } from "./http/listener.ts";
export type { AppserviceRegistration, FakeHomeserverOptions, Limit, LimitName, Namespace } from "./model/options.ts";
