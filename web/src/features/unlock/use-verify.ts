import type { DeviceId, UserId } from "@paceline/protocol";
import { useCamera } from "../../app/camera.tsx";
import { useAct } from "../../engine/use-act.ts";

/** Begins and accepts verifications; what goes on is in the list `verifications`. The other side is told whether this device could scan its code. */
export function useVerify() {
  const act = useAct();
  const { there } = useCamera();
  return {
    /** With one device of mine, or with whichever answers first. */
    device: async (deviceId?: DeviceId) =>
      act("startVerification", { ...(deviceId === undefined ? {} : { deviceId }), camera: await there() }),
    person: async (userId: UserId) => act("verifyPerson", { userId, camera: await there() }),
    accept: async (verificationId: string) => act("acceptVerification", { verificationId, camera: await there() }),
  };
}
