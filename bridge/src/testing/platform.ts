import { spawnSync } from "node:child_process";
import type { SpawnSyncReturns } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NS } from "@paceline/protocol";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";

const ADMIN = fileURLToPath(new URL("../admin.ts", import.meta.url));
const BEACON_INFO = "org.matrix.msc3672.beacon_info";

export const KIM = "@paceline_acme_=4bim:paceline.test";
export const LEE = "@paceline_acme_lee:paceline.test";
/** State that gives a room to the platform. */
export const MARK = { type: `${NS}.platform`, state_key: "", content: { v: 1, platform: "acme" } };
export const MEGOLM = { algorithm: "m.megolm.v1.aes-sha2" };

type Asked = { readonly body?: object; readonly key?: string; readonly athlete?: string; readonly token?: string };
/** The server of the fitness platform acme, whose athletes are Kim and lee. */
export type Platform = Awaited<ReturnType<typeof startPlatform>>;

/** The command line, on the bridge's data. */
export const admin = (town: BridgeTown, ...words: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [ADMIN, "--config", join(town.bridge.dataDir, "config.json"), ...words], {
    encoding: "utf8",
  });

/** Makes the platform's key; the bridge stops for it and is there again afterwards, with both ghosts made. */
export const startPlatform = async (town: BridgeTown) => {
  await town.bridge.stop();
  const key = admin(town, "platform-key", "add", "acme").stdout.split("\n")[1] ?? "";
  await town.bridge.start();
  let asked = 0;
  /** Below `/api/safety`, for Kim where no athlete is named, under a new `Idempotency-Key` where none is given. */
  const api = async (method: string, where: string, { body, key: again, athlete = "Kim", token = key }: Asked = {}) => {
    asked += 1;
    const response = await fetch(`${town.bridge.url}/api/safety${where}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        "Paceline-Athlete": athlete,
        "Paceline-Athlete-Name": encodeURIComponent(athlete === "Kim" ? "Kim Ø" : "Lee"),
        "Idempotency-Key": again ?? `key ${asked}`,
      },
      ...(method === "POST" && { body: JSON.stringify(body ?? {}) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
  };
  for (const athlete of ["Kim", "lee"]) await api("GET", "/location", { athlete });
  return {
    key,
    api,
    /** A room of this person's with the bot in it and both athletes invited. */
    room: async ({ matrix }: Townsperson, initial_state: readonly object[]): Promise<string> => {
      const room = await matrix.createRoom({
        preset: "private_chat",
        invite: [town.botId, KIM, LEE],
        initial_state,
        power_level_content_override: { events: { [BEACON_INFO]: 0 } },
      });
      await matrix.until(() => matrix.room(room).members("join").includes(town.botId), "the bot in the room");
      return room;
    },
  };
};
