export { installAdvice } from "./environment/advice.ts";
export type { InstallFailure } from "./environment/advice.ts";
export type { SynapseEnvironment } from "./environment/environment.ts";
export { installSynapse } from "./environment/install.ts";
export { runSynapse } from "./process/synapse-process.ts";
export type { SynapseFailure, SynapseProcess } from "./process/synapse-process.ts";
export { registerAccount } from "./accounts/register-account.ts";
export type { NewAccount, RegisteredAccount, RegisterFailure } from "./accounts/register-account.ts";
