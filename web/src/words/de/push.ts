import type { push as en } from "../en/push.ts";

export const push: Readonly<Record<keyof typeof en, string>> = {
  "push.title": "Öffne deinen Sicherheitskreis",
  "push.body": "Jemand könnte dich brauchen.",
};
