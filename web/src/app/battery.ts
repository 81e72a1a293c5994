/** Battery Status API (W3C): not in every browser, and no part of TypeScript's DOM. */
type Battery = EventTarget & { readonly level: number; readonly charging: boolean };

let battery: Battery | undefined;

/** Begins to follow the device's battery, once, where the browser tells of it. */
export async function followBattery(): Promise<void> {
  const { getBattery } = navigator as { getBattery?: () => Promise<Battery> };
  battery ??= await getBattery?.call(navigator).catch(() => undefined);
}

/** What is left, in whole percent; `undefined` where that is unknown, and where it does not matter: on a cable. */
export const batteryPct = (): number | undefined =>
  battery === undefined || battery.charging ? undefined : Math.round(battery.level * 100);
