export { clubLimits, openLimits } from "@paceline/homeserver-config";
export { synapseEnvironment } from "./environment.ts";
export { federatedPlaces, startFederatedPair } from "./federated-pair.ts";
export type { FederatedPair, FederatedPlace } from "./federated-pair.ts";
export { freePort } from "./free-port.ts";
export { startSynapse } from "./synapse-server.ts";
export type { SynapseOptions, SynapseServer } from "./synapse-server.ts";
