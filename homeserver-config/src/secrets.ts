import { randomBytes } from "node:crypto";
import type { HomeserverSecrets } from "./description.ts";

/** 32 random bytes, safe in URLs, headers and YAML. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

export const newHomeserverSecrets = (): HomeserverSecrets => ({
  registrationSharedSecret: newSecret(),
  macaroonSecretKey: newSecret(),
  formSecret: newSecret(),
});
