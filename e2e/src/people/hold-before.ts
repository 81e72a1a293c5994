import type { Page } from "@playwright/test";

/** Holds a picture (PNG) before the page's camera: whatever it opens from now on shows that, the size of a hand, on grey. */
export async function holdBefore(page: Page, picture: Buffer): Promise<void> {
  await page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      navigator.mediaDevices.getUserMedia = async () => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
        const stream = canvas.captureStream();
        const context = canvas.getContext("2d");
        if (context === null) throw new Error("nothing to paint on");
        context.fillStyle = "#808080";
        context.fillRect(0, 0, 640, 480);
        context.drawImage(image, 120, 40, 400, 400);
        return stream;
      };
    },
    `data:image/png;base64,${picture.toString("base64")}`,
  );
}
