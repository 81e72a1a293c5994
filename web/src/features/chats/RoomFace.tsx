import type { RoomRow } from "@paceline/protocol/port";
import { Avatar } from "../../design/components/Avatar.tsx";
import { useRows } from "../../engine/engine.tsx";

/** The picture of a conversation: the person, the group, or the club whose channel it is. */
export function RoomFace({ room, size }: { readonly room: RoomRow; readonly size: number }) {
  const club = useRows("clubs", {}).find((one) => one.id === room.clubId);
  if (club !== undefined && room.avatar === undefined)
    return <Avatar id={club.id} name={club.name} mxc={club.avatar} size={size} square />;
  return (
    <Avatar id={room.peer ?? room.id} name={room.name} mxc={room.avatar} size={size} square={room.kind !== "direct"} />
  );
}
