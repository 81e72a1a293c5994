/** Words of a push, which is shown while no page is open, and of being reached by one. */
export const push = {
  "push.title": "Open your safety circle",
  "push.body": "Somebody may need you.",
  "ways.push.none": "Your homeserver’s bridge sends no notifications.",
  "ways.push.devices":
    "{count, plural, =0 {No notification on any device} one {Notification on # device} other {Notification on # devices}}",
  "ways.push.on": "Notify this browser",
  "ways.push.off": "Off on all my devices",
  "ways.push.denied": "Your browser does not allow notifications for this page.",
  "ways.push.unreachable":
    "This browser has no push service, so it can’t be reached this way. Use another one, or e-mail.",
} as const;
