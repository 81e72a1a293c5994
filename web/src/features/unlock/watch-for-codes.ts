import { codeInFrame } from "./code-in-frame.ts";

/** Often enough that nobody waits for it, and seldom enough that a phone stays cool. */
const EVERY_MS = 150;
/** Longer side of what is looked at, in pixels: a code that fills a third of it has four pixels and more for each of its squares. */
const LONGEST = 800;

/**
 * Plays `stream` in `video` and hands over each code that comes into the picture, once for as long as it stays. Ends by itself when `take` says that it was the right one.
 * Returns what ends it before.
 */
export function watchForCodes(
  video: HTMLVideoElement,
  stream: MediaStream,
  take: (code: Uint8Array) => Promise<boolean>,
): () => void {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let seen = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  function look(): Uint8Array | undefined {
    const { videoWidth: width, videoHeight: height } = video;
    if (context === null || width === 0 || height === 0) return undefined;
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    return codeInFrame(context.getImageData(0, 0, canvas.width, canvas.height));
  }

  async function step(): Promise<void> {
    const code = look();
    if (code !== undefined && code.join() !== seen) {
      seen = code.join();
      over ||= await take(code);
    }
    if (!over) timer = setTimeout(() => void step(), EVERY_MS);
  }

  video.srcObject = stream;
  // A dialog that closes at once interrupts it.
  void video.play().catch(() => undefined);
  void step();
  return () => {
    over = true;
    clearTimeout(timer);
    video.srcObject = null;
  };
}
