import type { SafetyWords } from "./words.ts";

const follows = (alert: string): string => `Without a sign of life an alert follows here at ${alert}.`;

export const en: SafetyWords = {
  headline: {
    help: (name) => `${name} needs help`,
    located: (name) => `${name} needs help, and this is where`,
    overdue: (name) => `${name} is overdue`,
    forcedEnd: (name) => `${name} was forced to end a safety timer`,
    forcedCancel: (name) => `${name} was forced to cancel this alert`,
    test: (name) => `${name} tests the safety circle`,
    falseAlarm: (name) => `False alarm: ${name} is well`,
    allClear: (name) => `All clear: ${name} is well`,
  },
  description: {
    forced: "The code for danger was entered. The phone shows that all is well: do not let it be seen that you know.",
    silence: (time) => `No sign of life since the safety timer ran out at ${time}.`,
    overdueSince: (name, time) => `${name}'s safety timer is overdue since ${time}.`,
  },
  instruction: {
    quiet: (name) => `Be quiet: ${name} asked without a sound. Do not ring their phone first; write.`,
    call: (name) => `Call ${name}.`,
    write: (name) => `Write to ${name}.`,
    doNotRing: (name) => `Do not ring ${name}.`,
    emergency: "If nobody answers, call the emergency number (112 in Europe) and tell them the position.",
    lookAbove: "The last position, where one was sent, is in this room.",
    test: "Nothing happened. Please acknowledge, so that both of you know that alerts arrive.",
    nothing: "Nothing more is to be done. Whoever was called should be told.",
  },
  body: {
    drill: (headline) => `DRILL – this is an exercise: ${headline}.`,
    drillMark: "DRILL – ",
    test: (name) =>
      `TEST – nothing happened. ${name} would like to know whether alerts reach you. Please reply OK, or react with ✅.`,
    toDo: (instruction) => `What to do: ${instruction}`,
    toDoInDrill: (instruction) => `What to do: acknowledge; in an emergency you would do this: ${instruction}`,
    howToAcknowledge:
      "To acknowledge: reply OK, or react with ✅. As long as nobody does, the next contacts are alerted.",
    supplemental: "Paceline does not call emergency services.",
    fromServer: "This line comes from the club's server.",
    acknowledged: (name, athlete) => `✅ ${name} has seen the alert of ${athlete} and takes care of it.`,
    clear: (headline) => `✅ ${headline}. Nothing more is to be done; whoever was called should be told.`,
  },
  position: {
    last: ({ place, accuracyM, age }) =>
      `Last position: ${place} (${accuracyM === undefined ? "accuracy unknown" : `±${accuracyM} m`}), measured ${age} before this message.`,
    none: "No position is known.",
    battery: (percent) => `Battery then: ${percent} %.`,
    area: "Last known position",
  },
  timer: {
    armed: {
      eta: (name, due, alert) => `${name} has set a safety timer: back by ${due}. ${follows(alert)}`,
      interval: (name, _due, alert) =>
        `${name} has set a safety timer with regular signs of life. ${follows(alert)} Each sign of life moves that time on.`,
      "until-stopped": (name, _due, alert) =>
        `${name} has set a safety timer that runs until they stop it. ${follows(alert)} As long as their device is heard from, that time moves on.`,
    },
    extended: (name, due, alert) => `${name} takes more time, until ${due}. ${follows(alert)}`,
    ended: (name) => `${name} has ended the safety timer: all is well.`,
  },
  circle: {
    room: (name) => `${name} · Safety circle`,
    invitation: (name) => [
      `${name} asks you to be a contact in their safety circle. If you join, you get an alert here when they call for help or do not come back in time, with their last position.`,
      "In Paceline it rings even if you muted the room, as long as Paceline is open. In another Matrix client it is an ordinary mention: it makes no sound if you muted the room or your phone.",
      "Reply OK or react with ✅ to acknowledge. You may leave at any time.",
      "Paceline does not call emergency services: that would be for you to do.",
    ],
  },
  hazard: {
    kind: {
      ice: "Ice",
      storm: "Storm",
      flood: "Flood",
      "closed-road": "Closed road",
      roadworks: "Roadworks",
      surface: "Bad surface",
      animal: "Animal",
      other: "Hazard",
    },
    within: (radiusM, place) => `Within ${radiusM} m of ${place}.`,
    reported: (name, until) => `Reported by ${name}; shown until ${until}.`,
    unchecked:
      "A report of a member, checked by nobody. For danger to life call the emergency number: Paceline does not.",
    gone: (headline) => `Gone: ${headline}`,
  },
};
