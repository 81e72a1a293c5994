import type { Picture } from "@paceline/protocol/port";

const MAX_BYTES = 8_000_000;
/** Longest side of a profile picture, px: sharp at the largest size it is shown. */
const SIDE = 512;
const KINDS = new Set(["image/jpeg", "image/png", "image/webp"]);

/** A chosen file as a square picture of its own, drawn anew so that no location or camera data leaves the device; `undefined` when it is no picture. */
export async function readPicture(file: File): Promise<Picture | undefined> {
  if (!KINDS.has(file.type) || file.size > MAX_BYTES) return undefined;
  try {
    const bitmap = await createImageBitmap(file);
    const side = Math.min(bitmap.width, bitmap.height);
    const size = Math.min(SIDE, side);
    const canvas = new OffscreenCanvas(size, size);
    canvas
      .getContext("2d")
      ?.drawImage(bitmap, (bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, size, size);
    bitmap.close();
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.88 });
    return { bytes: new Uint8Array(await blob.arrayBuffer()), mimeType: "image/jpeg" };
  } catch {
    // The browser cannot decode it: the same as no picture.
    return undefined;
  }
}
