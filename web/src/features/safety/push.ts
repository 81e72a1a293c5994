import type { Input } from "@paceline/protocol/port";

type Subscription = NonNullable<Input<"setPushWayOut">["subscription"]>;

/** Why there is none: the person (or their settings) said no, or this browser has no push service. */
export type Subscribed =
  | { readonly is: "subscribed"; readonly subscription: Subscription }
  | { readonly is: "denied" }
  | { readonly is: "unreachable" };

/** What a push says, in the language of this page. */
export type PushWords = { readonly title: string; readonly body: string };

/** Shows what the bridge sends, also while no page is open; has no other duty. */
const WORKER = "/safety-push.js";
/** Another address is another worker in the same place; a subscription goes over to it. */
export const workerSaying = (words: PushWords): string => `${WORKER}?${new URLSearchParams(words).toString()}`;
const UNREACHABLE: Subscribed = { is: "unreachable" };

const current = async (): Promise<PushSubscription | null> =>
  (await (await navigator.serviceWorker.getRegistration(WORKER))?.pushManager.getSubscription()) ?? null;

/** This browser knows the Push API. Whether a push service stands behind it shows only when it is asked. */
export const knowsPush = (): boolean => "serviceWorker" in navigator && "PushManager" in globalThis;

/** This browser is subscribed already. */
export const hasPush = async (): Promise<boolean> => knowsPush() && (await current()) !== null;

/** What a push of a subscribed browser says from now on. */
export async function speakInPush(words: PushWords): Promise<void> {
  if (await hasPush()) await navigator.serviceWorker.register(workerSaying(words));
}

/** A subscription of this browser (Push API), with the bridge's key (RFC 8292). */
export async function subscribeToPush(vapidPublicKey: string, words: PushWords): Promise<Subscribed> {
  if (!knowsPush()) return UNREACHABLE;
  if ((await Notification.requestPermission()) !== "granted") return { is: "denied" };
  await navigator.serviceWorker.register(workerSaying(words));
  const { pushManager } = await navigator.serviceWorker.ready;
  try {
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: vapidPublicKey });
    const { endpoint, keys } = made.toJSON();
    const { p256dh, auth } = keys ?? {};
    return endpoint === undefined || p256dh === undefined || auth === undefined
      ? UNREACHABLE
      : { is: "subscribed", subscription: { endpoint, keys: { p256dh, auth } } };
  } catch (error) {
    if (error instanceof DOMException) return { is: error.name === "NotAllowedError" ? "denied" : "unreachable" };
    throw error;
  }
}

export async function unsubscribeFromPush(): Promise<void> {
  if (knowsPush()) await (await current())?.unsubscribe();
}
