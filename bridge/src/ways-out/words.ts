/**
 * All that a push or a mail says: to look. No name, no id, no place and no time, because push services and mail servers read, or at least keep, what passes them. In both
 * languages, since the bridge does not know its readers'; the web client shows its own words for a push.
 */
export const PUSH_TEXT = "Open your safety circle";

export const MAIL = {
  subject: "Open your safety circle / Öffne deinen Sicherheitskreis",
  text: [
    "Open your safety circle in Paceline or in your Matrix client: somebody may need you.",
    "This mail says no more on purpose. Paceline does not call emergency services.",
    "",
    "Öffne deinen Sicherheitskreis in Paceline oder in deinem Matrix-Programm: Jemand könnte dich brauchen.",
    "Mehr steht hier mit Absicht nicht. Paceline ruft keine Rettungsdienste.",
    "",
  ].join("\n"),
} as const;
