import type { Input } from "@paceline/protocol/port";

type Subscription = NonNullable<Input<"setPushWayOut">["subscription"]>;

/** Shows what the bridge sends, also while no page is open; has no other duty. */
const WORKER = "/safety-push.js";

const current = async (): Promise<PushSubscription | null> =>
  (await (await navigator.serviceWorker.getRegistration(WORKER))?.pushManager.getSubscription()) ?? null;

/** This browser is subscribed already. */
export const hasPush = async (): Promise<boolean> => "serviceWorker" in navigator && (await current()) !== null;

/** A subscription of this browser (Push API); `null` where the person or the browser does not allow it. */
export async function subscribeToPush(vapidPublicKey: string): Promise<Subscription | null> {
  if (!("serviceWorker" in navigator) || !("PushManager" in globalThis)) return null;
  if ((await Notification.requestPermission()) !== "granted") return null;
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  try {
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: vapidPublicKey });
    const { endpoint, keys } = made.toJSON();
    const { p256dh, auth } = keys ?? {};
    return endpoint === undefined || p256dh === undefined || auth === undefined
      ? null
      : { endpoint, keys: { p256dh, auth } };
  } catch (error) {
    // No push service in this browser, or it refused: the same to the person, who is told.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

export async function unsubscribeFromPush(): Promise<void> {
  await (await current())?.unsubscribe();
}
