import { mayAssign } from "@paceline/domain/roles";
import type { ClubRow, MemberRow } from "@paceline/protocol/port";
import { ShieldAlert } from "lucide-react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Choice } from "../../design/components/Choice.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { TwoLines } from "../../design/components/TwoLines.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./ClubPerson.module.css";

/** Roles that can be given, highest first; `guest` is membership of a single room and is given by nobody. */
const GIVEN = ["owner", "captain", "moderator", "coach", "leader", "member"] as const;

/** One member with the role, changeable where the rules of the club let me. */
export function ClubPerson({
  member,
  club,
  lastOwner,
}: {
  readonly member: MemberRow;
  readonly club: ClubRow;
  readonly lastOwner: boolean;
}) {
  const { t } = useWords();
  const act = useAct();
  const store = useSessionStore();
  const roles = member.bot
    ? []
    : GIVEN.filter(
        (role) =>
          role === member.role ||
          mayAssign({
            actor: club.role,
            target: member.role,
            role,
            self: member.me,
            lastOwner: lastOwner && member.role === "owner",
          }),
      );
  const doubtful = member.invitedBy !== undefined && !member.invitedBy.hadPower;
  const line = (() => {
    if (member.bot) return t("aside.bot");
    if (member.invitedBy === undefined) return member.id;
    return t(doubtful ? "aside.let-in.nobody" : "aside.let-in", { name: member.invitedBy.name });
  })();
  const give = async (role: (typeof GIVEN)[number]) => {
    if (role === member.role) return;
    const result = await act("setRole", { clubId: club.id, userId: member.id, role });
    if (result.ok) tell(store, "go", t("club.role.set", { name: member.name, role: t(`role.${role}`) }));
  };
  return (
    <div className={css.person}>
      <Avatar id={member.id} name={member.name} mxc={member.avatar} size={40} />
      <TwoLines name={member.me ? `${member.name} (${t("common.you")})` : member.name} warn={doubtful}>
        {doubtful ? <ShieldAlert aria-hidden="true" /> : null}
        {line}
      </TwoLines>
      {member.membership === "invite" ? (
        <Pill tone="wait">{t("aside.invited")}</Pill>
      ) : roles.length > 1 && club.access !== "other" ? (
        <div className={css.role}>
          <Choice
            quiet
            label={t("club.role.of", { name: member.name })}
            hideLabel
            value={member.role}
            onChange={(role) => void give(role as (typeof GIVEN)[number])}
            options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
        </div>
      ) : (
        <Pill>{t(`role.${member.role}`)}</Pill>
      )}
    </div>
  );
}
