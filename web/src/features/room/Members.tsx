import type { MemberRow, RoomRow } from "@paceline/protocol/port";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Ellipsis, ShieldAlert, ShieldCheck, UserMinus } from "lucide-react";
import { useRef, useState } from "react";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Menu, type MenuEntry } from "../../design/components/Menu.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { useList } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { useVerify } from "../unlock/use-verify.ts";
import css from "./Members.module.css";

/** px of a line whose words need no second one. */
const LINE = 52;
/** Lists up to this length are simply rendered; longer ones scroll in a window of their own. */
const PLAIN = 60;

/** Who is in a room, strongest role first, and who let them in. */
export function Members({ room }: { readonly room: RoomRow }) {
  "use no memo"; // the virtualizer changes inside while its reference stays
  const { t } = useWords();
  const list = useList("members", { roomId: room.id });
  const members = list.is === "here" ? list.rows : [];
  const scroller = useRef<HTMLDivElement>(null);
  const long = members.length > PLAIN;
  const virtual = useVirtualizer({
    count: members.length,
    enabled: long,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 6,
  });
  return (
    <section className={css.members} aria-label={t("aside.members")}>
      <h3 className={css.title}>{`${t("aside.members")} · ${room.memberCount}`}</h3>
      {list.is === "waiting" ? <Skeleton rows={4} /> : null}
      <div ref={scroller} className={css.scroll} data-long={long || undefined}>
        <ul className={css.list} style={long ? { blockSize: virtual.getTotalSize() } : {}}>
          {long
            ? virtual.getVirtualItems().map(({ index, start, key }) => {
                const member = members[index];
                return member === undefined ? null : (
                  <li
                    key={key}
                    ref={virtual.measureElement}
                    data-index={index}
                    className={css.line}
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    <MemberLine member={member} room={room} />
                  </li>
                );
              })
            : members.map((member) => (
                <li key={member.id} className={css.line}>
                  <MemberLine member={member} room={room} />
                </li>
              ))}
        </ul>
      </div>
    </section>
  );
}

function MemberLine({ member, room }: { readonly member: MemberRow; readonly room: RoomRow }) {
  const { t } = useWords();
  const act = useAct();
  const verify = useVerify();
  const [removing, setRemoving] = useState(false);
  const doubtful = member.invitedBy !== undefined && !member.invitedBy.hadPower;
  const person = !member.me && !member.bot;
  const entries: MenuEntry[] = [];
  if (person && member.membership === "join")
    entries.push({
      id: "verify",
      label: t("aside.verify"),
      icon: <ShieldCheck />,
      onAction: () => void verify.person(member.id),
    });
  if (person && room.may.remove)
    entries.push({
      id: "remove",
      label: t("aside.remove"),
      icon: <UserMinus />,
      danger: true,
      onAction: () => setRemoving(true),
    });
  return (
    <>
      <Avatar id={member.id} name={member.name} mxc={member.avatar} size={34} />
      <span className={css.who} title={member.id}>
        <span className={css.name}>{member.me ? `${member.name} (${t("common.you")})` : member.name}</span>
        <span className={css.role} data-warn={doubtful || undefined}>
          {doubtful ? <ShieldAlert aria-hidden="true" /> : null}
          <Standing member={member} />
        </span>
      </span>
      {entries.length > 0 ? (
        <Menu label={t("club.person.actions", { name: member.name })} entries={entries}>
          <IconButton label={t("club.person.actions", { name: member.name })} size="s">
            <Ellipsis />
          </IconButton>
        </Menu>
      ) : null}
      <Dialog
        title={t("aside.remove.title", { name: member.name })}
        kind="alert"
        open={removing}
        onClose={() => setRemoving(false)}
        actions={
          <>
            <Button onPress={() => setRemoving(false)}>{t("common.cancel")}</Button>
            <Button
              look="danger"
              onPress={() => {
                setRemoving(false);
                void act("removeMember", { roomId: room.id, userId: member.id });
              }}
            >
              {t("aside.remove")}
            </Button>
          </>
        }
      >
        <p>{t("aside.remove.text")}</p>
      </Dialog>
    </>
  );
}

/** What somebody is here, and by whom. */
function Standing({ member }: { readonly member: MemberRow }) {
  const { t } = useWords();
  const { bot, invitedBy, membership } = member;
  if (bot) return <span>{t("aside.bot")}</span>;
  if (invitedBy !== undefined && !invitedBy.hadPower)
    return <span>{t("aside.let-in.nobody", { name: invitedBy.name })}</span>;
  const role = { join: t(`role.${member.role}`), invite: t("aside.invited"), knock: t("aside.asking") }[membership];
  return <span>{invitedBy === undefined ? role : t("aside.let-in.role", { role, name: invitedBy.name })}</span>;
}
