import type { VerificationRow } from "@paceline/protocol/port";
import { livelyAs, withFact } from "../../gallery/samples/lively.ts";
import { withEncryption } from "../../gallery/samples/session.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const locked = livelyAs(withEncryption({ is: "locked", backup: "unknown", recoveryKeyChecked: false }));
const verifying = (phase: VerificationRow["phase"], incoming = false) =>
  withFact(
    incoming ? livelyAs(withEncryption({})) : locked,
    fact("verifications", {}, [{ id: "v1", incoming, deviceName: "Ana’s phone", phase }], {}),
  );
const emoji = ["🐶 Dog", "🚲 Bicycle", "☂️ Umbrella", "🍕 Pizza", "🎸 Guitar", "🌙 Moon", "🔑 Key"].map((text) => ({
  symbol: text.split(" ")[0] ?? "",
  name: text.split(" ")[1] ?? "",
}));

export const states: readonly ViewState[] = [
  { name: "locked", path: "/", facts: locked },
  {
    name: "restoring",
    path: "/",
    facts: livelyAs(withEncryption({ is: "ready", restore: { done: 412, total: 1_280 } })),
  },
  { name: "asked by another device", path: "/", facts: verifying({ is: "requested" }, true) },
  { name: "waiting", path: "/", facts: verifying({ is: "requested" }) },
  { name: "compare", path: "/", facts: verifying({ is: "compare", emoji }) },
  { name: "done", path: "/", facts: verifying({ is: "done" }) },
  { name: "cancelled", path: "/", facts: verifying({ is: "cancelled", byMe: false }) },
];
