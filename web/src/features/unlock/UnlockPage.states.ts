import type { VerificationRow } from "@paceline/protocol/port";
import { paintedCamera, troubledCamera } from "../../gallery/samples/camera.ts";
import { livelyAs, withFact } from "../../gallery/samples/lively.ts";
import { withEncryption } from "../../gallery/samples/session.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const locked = livelyAs(withEncryption({ is: "locked", backup: "unknown", recoveryKeyChecked: false }));
const verifying = (phase: VerificationRow["phase"], incoming = false) =>
  withFact(
    incoming ? livelyAs(withEncryption({})) : locked,
    fact("verifications", {}, [{ id: "v1", incoming, deviceName: "Ana’s phone", phase }], {}),
  );
/** As long as a real one between two devices, and of no use to anybody. */
export const code = Uint8Array.from({ length: 120 }, (_, at) => (at * 67 + 77) & 0xff);
const openScanner = ["[role=alertdialog] button[data-look=primary]"];
const emoji = ["🐶 Dog", "🚲 Bicycle", "☂️ Umbrella", "🍕 Pizza", "🎸 Guitar", "🌙 Moon", "🔑 Key"].map((text) => ({
  symbol: text.split(" ")[0] ?? "",
  name: text.split(" ")[1] ?? "",
}));

export const states: readonly ViewState[] = [
  { name: "locked", path: "/", facts: locked },
  { name: "start over", path: "/", facts: locked, press: ["footer button:last-child"] },
  {
    name: "restoring",
    path: "/",
    facts: livelyAs(withEncryption({ is: "ready", restore: { done: 412, total: 1_280 } })),
  },
  { name: "asked by another device", path: "/", facts: verifying({ is: "requested" }, true) },
  { name: "waiting", path: "/", facts: verifying({ is: "requested" }) },
  { name: "code shown", path: "/", facts: verifying({ is: "choose", code, scan: false }) },
  { name: "code or scan", path: "/", facts: verifying({ is: "choose", code, scan: true }) },
  {
    name: "a poster before the camera",
    path: "/",
    facts: verifying({ is: "choose", code, scan: true }),
    camera: paintedCamera("https://example.org/a-poster"),
    press: openScanner,
  },
  {
    name: "camera refused",
    path: "/",
    facts: verifying({ is: "choose", scan: true }),
    camera: troubledCamera("refused"),
    press: openScanner,
  },
  { name: "code was scanned", path: "/", facts: verifying({ is: "scanned" }) },
  { name: "code is right", path: "/", facts: verifying({ is: "confirmed" }) },
  { name: "compare", path: "/", facts: verifying({ is: "compare", emoji }) },
  { name: "done", path: "/", facts: verifying({ is: "done" }) },
  { name: "cancelled", path: "/", facts: verifying({ is: "cancelled", byMe: false }) },
];
