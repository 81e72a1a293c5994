import type { SafetyWords } from "./words.ts";

const follows = (alert: string): string => `Ohne Lebenszeichen folgt hier um ${alert} ein Alarm.`;

export const de: SafetyWords = {
  headline: {
    help: (name) => `${name} braucht Hilfe`,
    located: (name) => `${name} braucht Hilfe, und zwar hier`,
    overdue: (name) => `${name} ist überfällig`,
    forcedEnd: (name) => `${name} wurde gezwungen, einen Timer zu beenden`,
    forcedCancel: (name) => `${name} wurde gezwungen, diesen Alarm aufzuheben`,
    test: (name) => `${name} testet den Sicherheitskreis`,
    falseAlarm: (name) => `Fehlalarm: ${name} geht es gut`,
    allClear: (name) => `Entwarnung: ${name} geht es gut`,
  },
  description: {
    forced:
      "Der Code unter Zwang wurde eingegeben. Auf dem Telefon sieht es aus, als wäre alles gut: Lass niemanden merken, dass du es weißt.",
    silence: (time) => `Kein Lebenszeichen, seit der Timer um ${time} abgelaufen ist.`,
    overdueSince: (name, time) => `Der Timer von ${name} ist seit ${time} überfällig.`,
  },
  instruction: {
    quiet: (name) => `Sei leise: ${name} hat lautlos um Hilfe gebeten. Ruf nicht zuerst an, sondern schreib.`,
    call: (name) => `Ruf ${name} an.`,
    write: (name) => `Schreib ${name}.`,
    doNotRing: (name) => `Ruf ${name} nicht an.`,
    emergency: "Wenn niemand antwortet, ruf den Notruf (in Europa 112) und nenne dort die Position.",
    lookAbove: "Die letzte Position steht, wenn eine gesendet wurde, in diesem Raum.",
    test: "Es ist nichts passiert. Bitte bestätige, damit ihr beide wisst, dass Alarme ankommen.",
    nothing: "Es ist nichts mehr zu tun. Wer gerufen wurde, sollte es erfahren.",
  },
  body: {
    drill: (headline) => `ÜBUNG – das ist eine Übung: ${headline}.`,
    drillMark: "ÜBUNG – ",
    test: (name) =>
      `TEST – es ist nichts passiert. ${name} möchte wissen, ob Alarme bei dir ankommen. Bitte antworte OK oder reagiere mit ✅.`,
    toDo: (instruction) => `Was zu tun ist: ${instruction}`,
    toDoInDrill: (instruction) => `Was zu tun ist: Bestätige. Im Ernstfall würdest du das tun: ${instruction}`,
    howToAcknowledge:
      "Zum Bestätigen: Antworte OK oder reagiere mit ✅. Solange es niemand tut, werden die nächsten Kontakte alarmiert.",
    supplemental: "Paceline ruft keinen Notdienst.",
    fromServer: "Diese Zeile kommt vom Server des Clubs.",
    acknowledged: (name, athlete) => `✅ ${name} hat den Alarm von ${athlete} gesehen und kümmert sich darum.`,
    clear: (headline) => `✅ ${headline}. Es ist nichts mehr zu tun; wer gerufen wurde, sollte es erfahren.`,
  },
  position: {
    last: ({ place, accuracyM, age }) =>
      `Letzte Position: ${place} (${accuracyM === undefined ? "Genauigkeit unbekannt" : `±${accuracyM} m`}), gemessen ${age} vor dieser Nachricht.`,
    none: "Es ist keine Position bekannt.",
    battery: (percent) => `Akku zu der Zeit: ${percent} %.`,
    area: "Letzte bekannte Position",
  },
  timer: {
    armed: {
      eta: (name, due, alert) => `${name} hat einen Timer gestellt: zurück um ${due}. ${follows(alert)}`,
      interval: (name, _due, alert) =>
        `${name} hat einen Timer mit regelmäßigen Lebenszeichen gestellt. ${follows(alert)} Jedes Lebenszeichen verschiebt diese Zeit.`,
      "until-stopped": (name, _due, alert) =>
        `${name} hat einen Timer gestellt, der bis zum Beenden läuft. ${follows(alert)} Solange das Gerät von sich hören lässt, verschiebt sich diese Zeit.`,
    },
    extended: (name, due, alert) => `${name} nimmt sich mehr Zeit, bis ${due}. ${follows(alert)}`,
    ended: (name) => `${name} hat den Timer beendet: Alles ist gut.`,
  },
  circle: {
    room: (name) => `${name} · Sicherheitskreis`,
    invitation: (name) => [
      `${name} bittet dich, Kontakt im eigenen Sicherheitskreis zu sein. Wenn du beitrittst, bekommst du hier einen Alarm mit der letzten Position, wenn ${name} um Hilfe ruft oder nicht rechtzeitig zurück ist.`,
      "In Paceline klingelt er, auch wenn der Raum stumm ist, solange Paceline offen ist. In einem anderen Matrix-Programm ist er eine gewöhnliche Erwähnung: ohne Ton, wenn der Raum oder dein Telefon stumm ist.",
      "Antworte OK oder reagiere mit ✅, um zu bestätigen. Du kannst jederzeit gehen.",
      "Paceline ruft keinen Notdienst: Das müsstest du tun.",
    ],
  },
  hazard: {
    kind: {
      ice: "Eis",
      storm: "Sturm",
      flood: "Hochwasser",
      "closed-road": "Gesperrte Straße",
      roadworks: "Baustelle",
      surface: "Schlechter Belag",
      animal: "Tier",
      other: "Gefahr",
    },
    within: (radiusM, place) => `Im Umkreis von ${radiusM} m um ${place}.`,
    reported: (name, until) => `Gemeldet von ${name}; zu sehen bis ${until}.`,
    unchecked:
      "Die Meldung eines Mitglieds, von niemandem geprüft. Bei Lebensgefahr ruf den Notruf: Paceline tut das nicht.",
    gone: (headline) => `Vorbei: ${headline}`,
  },
};
