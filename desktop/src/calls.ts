import { DESKTOP_CALLS } from "@paceline/protocol/desktop";
import type { DesktopChannel, DesktopInput, DesktopOutput } from "@paceline/protocol/desktop";
import { isAppUrl } from "./app-origin.ts";

export type Handlers = { readonly [C in DesktopChannel]: (...input: DesktopInput<C>) => Promise<DesktopOutput<C>> };

/** What we need of `ipcMain`; the event carries who is asking. */
export interface CallSource {
  handle(channel: string, listener: (event: CallEvent, ...input: unknown[]) => Promise<unknown>): void;
}
export type CallEvent = { readonly senderFrame: { readonly url: string; readonly parent: unknown } | null };

/**
 * Registers every channel of the protocol. A call counts only when it comes from the top frame of our own origin and its input fits the
 * schema; anything else is refused with a sentence that repeats nothing of the input.
 */
export function answerCalls(source: CallSource, handlers: Handlers): void {
  for (const channel of Object.keys(DESKTOP_CALLS) as DesktopChannel[]) register(source, channel, handlers[channel]);
}

function register<C extends DesktopChannel>(source: CallSource, channel: C, handler: Handlers[C]): void {
  source.handle(channel, async (event, ...input) => {
    if (!mayCall(event)) throw new Error(`${channel}: refused, not from the app's own page`);
    const checked = DESKTOP_CALLS[channel].input.safeParse(input);
    if (!checked.success) {
      const path = checked.error.issues[0]?.path.map(String).join(".") ?? "";
      throw new Error(`${channel}: wrong input at "${path}"`);
    }
    return handler(...(checked.data as DesktopInput<C>));
  });
}

const mayCall = (event: CallEvent): boolean =>
  event.senderFrame !== null && event.senderFrame.parent === null && isAppUrl(event.senderFrame.url);
