import { z } from "zod";

/** A path inside the app, `/club/…`: never an address, so it cannot lead elsewhere. */
export const AppPath = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[^\s]*$/, "not a path of the app");

/** Addresses that may be handed to the system's browser or mail program. */
export const OutsideLink = z.url({ protocol: /^(https?|mailto)$/ }).max(4_000);

/**
 * Calls from the page to the desktop's main process: channel → what it takes and what it answers. The main process validates each
 * input with these schemas and checks the sender before it acts.
 */
export const DESKTOP_CALLS = {
  /** 32 bytes from the system's keystore; refused when the keystore is not there, never made up. */
  "paceline:storage-key": { input: z.tuple([]), output: z.custom<Uint8Array>((value) => value instanceof Uint8Array) },
  "paceline:set-badge": { input: z.tuple([z.int().min(0).max(99_999)]), output: z.void() },
  "paceline:notify": {
    input: z.tuple([z.object({ title: z.string().max(200), body: z.string().max(1_000), path: AppPath })]),
    output: z.boolean(),
  },
  "paceline:save-text": { input: z.tuple([z.string().min(1).max(120), z.string().max(100_000)]), output: z.boolean() },
  "paceline:open-link": { input: z.tuple([OutsideLink]), output: z.void() },
  /** The path of the deep link that started the app, once. */
  "paceline:first-path": { input: z.tuple([]), output: AppPath.nullable() },
} as const;

export type DesktopChannel = keyof typeof DESKTOP_CALLS;
export type DesktopInput<C extends DesktopChannel> = z.infer<(typeof DESKTOP_CALLS)[C]["input"]>;
export type DesktopOutput<C extends DesktopChannel> = z.infer<(typeof DESKTOP_CALLS)[C]["output"]>;

/** Messages from the main process to the page. */
export const OPEN_PATH = "paceline:open-path";

/** What the preload puts on `window.paceline`. */
export interface DesktopBridge {
  call<C extends DesktopChannel>(channel: C, ...input: DesktopInput<C>): Promise<DesktopOutput<C>>;
  onOpenPath(listener: (path: string) => void): () => void;
}
