import { deviceId } from "@paceline/protocol";
import type { Account, EncryptionState, SessionRow } from "@paceline/protocol/port";
import { ana, bot } from "./people.ts";

export const account: Account = {
  userId: ana.userId,
  deviceId: deviceId("WEBDEVICE"),
  displayName: ana.name,
  baseUrl: "http://127.0.0.1:8008",
  serverName: "example.org",
  bridgeUrl: "http://127.0.0.1:8009",
  bot,
  language: "en",
};

const ready: EncryptionState = { is: "ready", backup: "active", recoveryKeyChecked: true };

export const signedIn: SessionRow = {
  id: "session",
  phase: "signed-in",
  account,
  link: { is: "online" },
  firstSync: "done",
  encryption: ready,
  outbox: { queued: 0, failed: 0 },
  protection: "browser",
  badEvents: 0,
  features: { delayedEvents: true, roomVersion: "12" },
};

const { account: _nobody, ...withoutAccount } = signedIn;
export const signedOut: SessionRow = {
  ...withoutAccount,
  phase: "signed-out",
  encryption: { is: "unknown", backup: "unknown", recoveryKeyChecked: false },
};
export const withEncryption = (encryption: Partial<EncryptionState>): SessionRow => ({
  ...signedIn,
  encryption: { ...ready, ...encryption },
});
