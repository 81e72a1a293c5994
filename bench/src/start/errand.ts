/** How a page shows what the errand needs, as CSS selectors. */
export type Signs = {
  /** Something clickable for each room. */
  readonly row: string;
  readonly timeline: string;
  /** The textarea that sends at Enter. */
  readonly box: string;
};

export type Errand = {
  readonly signs: Signs;
  /** Name of the room to open. */
  readonly room: string;
  /** The message to be read there. */
  readonly last: string;
  /** What to write then. */
  readonly say: string;
  /** Opens the room only when the first picture is on the screen, so that nothing of what a room needs is counted among what that picture waits for. */
  readonly patient: boolean;
};

/** Milliseconds from the start of the navigation until a frame with it was on its way to the screen. */
export type Marks = {
  readonly firstPaint: number;
  readonly list: number;
  readonly read: number;
  readonly queued: number;
};

export type Errands = { errand: Promise<Marks> };

/** Runs inside the page from its first moment (it may use nothing from outside): opens a room as soon as it is listed, reads, writes. */
export function runErrand({ signs, room, last, say, patient }: Errand): void {
  const frame = (): Promise<void> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(undefined);
      });
    });
  const found = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const watch = new MutationObserver(() => settle());
      const settle = (): void => {
        const here = look();
        if (here === undefined) return;
        watch.disconnect();
        resolve(here);
      };
      watch.observe(document, { subtree: true, childList: true, characterData: true });
      settle();
    });
  const holding = (selector: string, text: string): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.textContent.includes(text));
  const shown = async <T>(look: () => T | undefined): Promise<readonly [T, number]> => {
    const here = await found(look);
    await frame();
    return [here, performance.now()];
  };

  const painted = (): Promise<void> =>
    new Promise((resolve) => {
      new PerformanceObserver((paints) => {
        if (paints.getEntriesByName("first-contentful-paint").length > 0) resolve();
      }).observe({ type: "paint", buffered: true });
    });

  const run = async (): Promise<Marks> => {
    const [row, list] = await shown(() => holding(signs.row, room));
    if (patient) await painted();
    row.click();
    const [, read] = await shown(() => holding(signs.timeline, last));
    const box = await found(() => document.querySelector<HTMLTextAreaElement>(signs.box) ?? undefined);
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(box, say);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await frame();
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true }));
    const [, queued] = await shown(() => holding(signs.timeline, say));
    const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
    return { firstPaint: paint, list, read, queued };
  };
  Object.assign(window, { errand: run() });
}
