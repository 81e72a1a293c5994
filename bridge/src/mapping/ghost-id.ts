import { isUserId, serverOf, localpart } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";

/**
 * Matrix id of a platform's athlete: `@<bot>_<platform>_<id>:<server>`. Two athletes never share one: characters that a Matrix id cannot hold, capital letters and `=` are
 * written as `=` and two hexadecimal digits for each byte (spec, "Mapping from other character sets"). `undefined` where it would be too long.
 */
export const ghostId = (bot: UserId, platform: string, athlete: string): UserId | undefined => {
  const bytes = [...new TextEncoder().encode(athlete)];
  const written = bytes
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[a-z0-9._-]/.test(character) ? character : `=${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
  const id = `@${localpart(bot)}_${platform}_${written}:${serverOf(bot)}`;
  return isUserId(id) ? id : undefined;
};
