/** Every code a command may fail with; each surface has one total table from code to words. */
export const ENGINE_FAILURE_CODES = [
  "offline",
  "server-unreachable",
  "not-a-homeserver",
  "no-password-login",
  "wrong-password",
  "account-locked",
  "rate-limited",
  "forbidden",
  "not-found",
  "already-member",
  "banned",
  "too-large",
  "wrong-recovery-key",
  "password-needed",
  "encryption-locked",
  "verification-failed",
  /** A QR code, and none that verifies anybody. */
  "no-verification-code",
  /** A code of another verification: of somebody else, of another account, or an old one. */
  "foreign-code",
  /** They have no keys of their own that could be compared: no encryption set up, or a client without it. */
  "not-cross-signed",
  "storage-full",
  "storage-unavailable",
  "no-bridge",
  "bridge-unavailable",
  "invalid-input",
  "unsupported",
  "signed-out",
  "cancelled",
  "wrong-code",
  "no-circle",
  "internal",
] as const;
export type EngineFailureCode = (typeof ENGINE_FAILURE_CODES)[number];
