import type { ContactRow } from "@paceline/protocol/port";
import { BadgeCheck, Ellipsis, ShieldAlert, ShieldCheck, UserMinus, Users } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Menu } from "../../design/components/Menu.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { useVerify } from "../unlock/use-verify.ts";
import { Confirm } from "../../design/components/Confirm.tsx";
import css from "./ContactLine.module.css";
import { KeysChanged } from "./KeysChanged.tsx";

const TIERS = [
  { tier: 1, which: "circle.tier.first" },
  { tier: 2, which: "circle.tier.second" },
  { tier: 3, which: "circle.tier.third" },
] as const;

/** One contact: when they are alerted, what is known about them, and what can be done. `afterMs`: 0 for those who are alerted at once. */
export function ContactLine({ contact, afterMs }: { readonly contact: ContactRow; readonly afterMs: number }) {
  const { t } = useWords();
  const act = useAct();
  const verify = useVerify();
  const [removing, setRemoving] = useState(false);
  const { id: userId, person, state, verified } = contact;
  const facts = useFacts(contact, afterMs);
  return (
    <div className={css.line}>
      <Avatar id={userId} name={person.name} mxc={person.avatar} size={44} />
      <div className={css.who}>
        <b className={css.name}>
          {person.name}
          {verified === "yes" ? <BadgeCheck className={css.verified} aria-label={t("circle.verified")} /> : null}
          {verified === "changed" ? <ShieldAlert className={css.changed} aria-hidden="true" /> : null}
        </b>
        <span className={css.facts}>{facts.join(" · ")}</span>
        {verified === "changed" ? <KeysChanged person={person} /> : null}
      </div>
      <span className={css.state} data-state={state}>
        {t(state === "ready" ? "circle.ready" : state === "invited" ? "circle.waiting" : "circle.left")}
      </span>
      {contact.confirmDue ? (
        <Button size="s" onPress={() => void act("sendTestAlert", {})}>
          {t("circle.confirm")}
        </Button>
      ) : null}
      <Menu
        label={t("circle.actions", { name: person.name })}
        entries={[
          ...(state === "ready" && verified !== "yes"
            ? [
                {
                  id: "verify",
                  label: t("circle.verify"),
                  icon: <ShieldCheck />,
                  onAction: () => void verify.person(userId),
                },
              ]
            : []),
          ...TIERS.filter(({ tier }) => tier !== contact.tier).map(({ tier, which }) => ({
            id: `tier-${tier}`,
            label: t("circle.tier.set", { which: t(which) }),
            icon: <Users />,
            onAction: () => void act("setContactTier", { userId, tier }),
          })),
          {
            id: "remove",
            label: t("circle.remove"),
            icon: <UserMinus />,
            danger: true,
            onAction: () => setRemoving(true),
          },
        ]}
      >
        <IconButton label={t("circle.actions", { name: person.name })}>
          <Ellipsis />
        </IconButton>
      </Menu>
      {removing ? (
        <Confirm
          title={t("circle.remove.title", { name: person.name })}
          text={t("circle.remove.text")}
          action={t("circle.remove")}
          onClose={() => setRemoving(false)}
          onConfirm={() => void act("removeContact", { userId })}
        />
      ) : null}
    </div>
  );
}

/** What is known about a contact, most important first. */
function useFacts({ state, sinceMs, verified, test, client }: ContactRow, afterMs: number): readonly string[] {
  const { t, formats } = useWords();
  const now = useNow();
  const when = (ts: number) => formats.relative(ts, now);
  const first = afterMs === 0 ? t("circle.tier.1") : t("circle.tier.later", { minutes: Math.round(afterMs / 60_000) });
  if (state !== "ready") return state === "invited" ? [first, t("circle.invited", { when: when(sinceMs) })] : [first];
  const tested =
    test === undefined
      ? t("circle.test.never")
      : test.answeredMs === undefined
        ? t("circle.test.open", { when: when(test.sentMs) })
        : t("circle.test.answered", { when: when(test.answeredMs) });
  return [
    first,
    ...(verified === "no" ? [t("circle.unverified")] : []),
    tested,
    ...(client === "unknown" ? [] : [t(client === "paceline" ? "circle.rings" : "circle.other-client")]),
  ];
}
