/* Shows a push of the bridge when the homeserver cannot be reached. It carries nothing: who, where and why stay in the circle. */
const WORDS = navigator.language.startsWith("de")
  ? { title: "Öffne deinen Sicherheitskreis", body: "Jemand könnte dich brauchen." }
  : { title: "Open your safety circle", body: "Somebody may need you." };

self.addEventListener("push", (event) => {
  event.waitUntil(
    self.registration.showNotification(WORDS.title, {
      body: WORDS.body,
      tag: "paceline-safety",
      requireInteraction: true,
      renotify: true,
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((windows) => {
      const open = windows[0];
      return open === undefined
        ? self.clients.openWindow("/safety")
        : open.focus().then(() => open.navigate("/safety"));
    }),
  );
});
