/*
 * Shows a push of the bridge when the homeserver cannot be reached. It carries nothing: who, where and why stay in the circle. The words are in this worker's
 * address, because it outlives every page and has no catalogue.
 */
const words = new URL(self.location.href).searchParams;

self.addEventListener("push", (event) => {
  event.waitUntil(
    self.registration.showNotification(words.get("title") ?? "Paceline", {
      body: words.get("body") ?? "",
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
