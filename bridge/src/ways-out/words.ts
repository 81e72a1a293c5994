/**
 * All that a push or a mail about an alert says: to look. No name, no id, no place and no time, because push services and mail servers read, or at least keep, what passes them. In
 * both languages, since the bridge does not know its readers'; the web client shows its own words for a push.
 */
export const PUSH_TEXT = "Open your safety circle";

export type MailText = { readonly subject: string; readonly text: string };

export const MAIL: MailText = {
  subject: "Open your safety circle / Öffne deinen Sicherheitskreis",
  text: [
    "Open your safety circle in Paceline or in your Matrix client: somebody may need you.",
    "This mail says no more on purpose. Paceline does not call emergency services.",
    "",
    "Öffne deinen Sicherheitskreis in Paceline oder in deinem Matrix-Programm: Jemand könnte dich brauchen.",
    "Mehr steht hier mit Absicht nicht. Paceline ruft keine Rettungsdienste.",
    "",
  ].join("\n"),
};

/** To whoever reads an address, before anything else is sent there. `link` is a secret of theirs. */
export const confirmationMail = (server: string, link: string): MailText => ({
  subject: "Confirm this address / Bestätige diese Adresse",
  text: [
    `Somebody at ${server} would like Paceline to write to this address when somebody in a safety circle of theirs may need them.`,
    "If that was you, open this link within 24 hours and confirm:",
    link,
    "If it was not you, do nothing: nothing more is sent here.",
    "",
    `Jemand bei ${server} möchte, dass Paceline an diese Adresse schreibt, wenn jemand im Sicherheitskreis Hilfe brauchen könnte.`,
    "Wenn du das warst, öffne innerhalb von 24 Stunden den Link oben und bestätige.",
    "Wenn nicht, tu nichts: Es kommt nichts mehr hierher.",
    "",
  ].join("\n"),
});

/** What the link shows: English and German below each other. */
export const CONFIRM_PAGE = {
  ask: {
    title: "Confirm this address / Adresse bestätigen",
    lines: [
      "Paceline will write here when somebody in a safety circle of yours may need you. The mail only says that you should open your circle.",
      "Paceline schreibt hierher, wenn jemand aus einem Sicherheitskreis dich brauchen könnte. In der Mail steht nur, dass du deinen Kreis öffnen sollst.",
    ],
    button: "Confirm / Bestätigen",
  },
  done: {
    title: "Confirmed / Bestätigt",
    lines: [
      "This address is confirmed. You can take it back in Paceline, under Safety, at any time.",
      "Diese Adresse ist bestätigt. Du kannst das in Paceline unter Sicherheit jederzeit zurücknehmen.",
    ],
  },
  over: {
    title: "This link is over / Dieser Link gilt nicht mehr",
    lines: [
      "It was used, replaced by a newer one, or is older than 24 hours. Set the address once more in Paceline to get a new link.",
      "Er wurde benutzt, durch einen neueren ersetzt oder ist älter als 24 Stunden. Trage die Adresse in Paceline noch einmal ein, um einen neuen zu bekommen.",
    ],
  },
} as const;
