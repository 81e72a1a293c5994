import { failed, ok, type Result } from "@paceline/protocol";
import { createContext, useContext } from "react";

/** `none`: there is no camera; `refused`: the person or the browser does not allow it; `busy`: something else has it, or it is broken. */
export type CameraTrouble = "none" | "refused" | "busy";

/** This device's camera, for nothing but reading codes. */
export interface Camera {
  /** Whether there is one. Asks the person nothing. */
  readonly there: () => Promise<boolean>;
  /** The browser asks the person the first time. Whoever opens it ends the stream's tracks. */
  readonly open: () => Promise<Result<MediaStream, CameraTrouble>>;
}

const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotAllowedError: "refused",
  SecurityError: "refused",
};

/** Pages that were not fetched safely have no `mediaDevices`, whatever the types say. */
const devices = (): MediaDevices | undefined => navigator.mediaDevices;

const browserCamera: Camera = {
  async there() {
    try {
      return (await devices()?.enumerateDevices())?.some(({ kind }) => kind === "videoinput") ?? false;
    } catch {
      return false;
    }
  },
  async open() {
    try {
      // The one at the back, where there are two: it is held against another screen.
      const stream = await devices()?.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      return stream === undefined ? failed("none", "never") : ok(stream);
    } catch (error) {
      return failed((error instanceof Error ? TROUBLES[error.name] : undefined) ?? "busy", "later");
    }
  },
};

const CameraContext = createContext<Camera>(browserCamera);
/** Another camera than the browser's: a painted one. */
export const CameraProvider = CameraContext.Provider;
export const useCamera = (): Camera => useContext(CameraContext);
