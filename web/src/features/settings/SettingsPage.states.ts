import { lively, livelyAs } from "../../gallery/samples/lively.ts";
import { signedIn, withEncryption } from "../../gallery/samples/session.ts";
import { safetyFacts } from "../../gallery/samples/safety.ts";
import type { ViewState } from "../../gallery/view-state.ts";

const unsafe = livelyAs({
  ...withEncryption({ is: "ready", backup: "active", recoveryKeyChecked: false }),
  outbox: { queued: 1, failed: 1 },
});

export const states: readonly ViewState[] = [
  { name: "profile", path: "/settings/profile", facts: lively },
  { name: "devices", path: "/settings/devices", facts: lively },
  { name: "encryption", path: "/settings/encryption", facts: lively },
  { name: "encryption unchecked", path: "/settings/encryption", facts: unsafe },
  { name: "look", path: "/settings/look", facts: lively },
  { name: "diagnostics", path: "/settings/diagnostics", facts: livelyAs({ ...signedIn, clockSkewMs: 150_000 }) },
  { name: "sign out", path: "/settings/account", facts: lively },
  { name: "sign out unsafe", path: "/settings/account", facts: unsafe },
  { name: "sign out on the road", path: "/settings/account", facts: [...lively, ...safetyFacts] },
  { name: "sections", path: "/settings", facts: lively },
];
