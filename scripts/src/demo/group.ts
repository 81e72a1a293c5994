import { groupMembers } from "./conversations.ts";
import type { GroupPlan } from "./conversations.ts";
import { DemoRefusal } from "./matrix-person.ts";
import type { MatrixPerson } from "./matrix-person.ts";
import type { DemoPersonPlan } from "./people.ts";
import { roomPath, say } from "./club.ts";

/** A group chat with its conversation. Its alias keeps a second run from making a second one. */
export const makeGroup = async (
  plan: GroupPlan,
  who: (plan: DemoPersonPlan) => MatrixPerson,
  serverName: string,
): Promise<void> => {
  const [maker, ...others] = groupMembers(plan).map(who);
  if (!maker) return;
  const room = roomPath(await roomOf(plan, maker, others, serverName));
  for (const person of others) await person.post(`${room}/join`, {});
  for (const [index, [by, words]] of plan.lines.entries()) await say(who(by), room, `${plan.alias}-${index}`, words);
};

const roomOf = async (
  { alias, name }: GroupPlan,
  maker: MatrixPerson,
  others: readonly MatrixPerson[],
  serverName: string,
): Promise<string> => {
  try {
    const made = await maker.post("/createRoom", {
      preset: "private_chat",
      room_version: "12",
      room_alias_name: alias,
      name,
      invite: others.map(({ id }) => id),
    });
    return String(made["room_id"]);
  } catch (error) {
    if (!(error instanceof DemoRefusal) || error.code !== "M_ROOM_IN_USE") throw error;
    const found = await maker.get(`/directory/room/${encodeURIComponent(`#${alias}:${serverName}`)}`);
    return String(found["room_id"]);
  }
};
