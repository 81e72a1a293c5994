import type { push as en } from "../en/push.ts";

export const push: Readonly<Record<keyof typeof en, string>> = {
  "push.title": "Öffne deinen Sicherheitskreis",
  "push.body": "Jemand könnte dich brauchen.",
  "ways.push.none": "Die Bridge deines Homeservers sendet keine Benachrichtigungen.",
  "ways.push.devices":
    "{count, plural, =0 {Auf keinem Gerät eine Benachrichtigung} one {Benachrichtigung auf # Gerät} other {Benachrichtigung auf # Geräten}}",
  "ways.push.on": "Diesen Browser benachrichtigen",
  "ways.push.off": "Aus auf allen meinen Geräten",
  "ways.push.denied": "Dein Browser erlaubt dieser Seite keine Benachrichtigungen.",
  "ways.push.unreachable":
    "Dieser Browser hat keinen Push-Dienst und ist so nicht zu erreichen. Nimm einen anderen, oder E-Mail.",
};
