import { withEncryption } from "../../gallery/samples/session.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const unset = [
  fact("session", {}, [withEncryption({ is: "unset", backup: "none", recoveryKeyChecked: false })], {}),
  fact("rooms", {}, [], { complete: true }),
];
const next = "button[type=submit]";

export const states: readonly ViewState[] = [
  { name: "you", path: "/", facts: unset },
  { name: "key", path: "/", facts: unset, press: [next] },
  {
    name: "check",
    path: "/",
    facts: unset,
    press: [next, "input[type=checkbox]", "footer button:last-child"],
  },
];
