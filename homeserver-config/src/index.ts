export { registrationOf } from "./appservice.ts";
export type { AppserviceDescription } from "./appservice.ts";
export type {
  DelayedEventsDescription,
  FederationDescription,
  FederationTls,
  HomeserverDescription,
  HomeserverSecrets,
} from "./description.ts";
export { clubLimits, openLimits } from "./limits.ts";
export type { Rate, RateLimits } from "./limits.ts";
export { newHomeserverSecrets, newSecret } from "./secrets.ts";
export { layout, synapseFiles } from "./synapse/files.ts";
export type { ConfigFile } from "./synapse/files.ts";
export { writeConfigFiles } from "./write-files.ts";
