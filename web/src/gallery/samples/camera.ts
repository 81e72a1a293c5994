import { failed, ok } from "@paceline/protocol";
import { encode } from "uqr";
import type { Camera, CameraTrouble } from "../../app/camera.tsx";

const WIDTH = 640;
const HEIGHT = 480;

export const troubledCamera = (trouble: CameraTrouble): Camera => ({
  there: () => Promise.resolve(trouble !== "none"),
  open: () => Promise.resolve(failed(trouble, "later")),
});
export const noCamera = troubledCamera("none");

/** A camera before which somebody holds a code. */
export const paintedCamera = (code: string | Uint8Array): Camera => ({
  there: () => Promise.resolve(true),
  open() {
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const context = canvas.getContext("2d");
    const stream = canvas.captureStream();
    if (context === null) return Promise.resolve(failed("busy", "later"));
    context.fillStyle = "#7a8578";
    context.fillRect(0, 0, WIDTH, HEIGHT);
    const { data: rows, size } = encode(typeof code === "string" ? code : [...code], { border: 4 });
    const scale = (HEIGHT * 0.8) / size;
    context.translate((WIDTH - size * scale) / 2, (HEIGHT - size * scale) / 2);
    context.scale(scale, scale);
    rows.forEach((row, y) =>
      row.forEach((dark, x) => {
        context.fillStyle = dark ? "#1c1c1c" : "#f2f0ea";
        // A little more than a square, so that no seams of the wall show.
        context.fillRect(x, y, 1.05, 1.05);
      }),
    );
    return Promise.resolve(ok(stream));
  },
});
