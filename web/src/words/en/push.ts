/** Words of a push, which is shown while no page is open. */
export const push = {
  "push.title": "Open your safety circle",
  "push.body": "Somebody may need you.",
} as const;
