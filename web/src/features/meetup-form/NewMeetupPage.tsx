import { useNavigate, useSearch } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import { UsersRound } from "lucide-react";
import { useState } from "react";
import { roomId } from "@paceline/protocol";
import type { MeetupDraft } from "@paceline/protocol/port";
import { useNow } from "../../app/clock.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Choice } from "../../design/components/Choice.tsx";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { Page } from "../../design/components/Page.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import link from "../../design/link.module.css";
import { useCommand, useList } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { newFields } from "./fields.ts";
import css from "./MeetupForm.module.css";
import { MeetupForm } from "./MeetupForm.tsx";

/** A new meetup in one of my clubs' meetups channels. */
export function NewMeetupPage() {
  const { t, formats } = useWords();
  const now = useNow();
  const navigate = useNavigate();
  const { room } = useSearch({ from: "/meetups/new" });
  const list = useList("clubs", {});
  const create = useCommand("createMeetup");
  const clubs = list.is === "here" ? list.rows : [];
  const places = clubs.flatMap((club) =>
    club.channels
      .filter((channel) => channel.kind === "meetups" && channel.joined)
      .map((channel) => ({ value: String(channel.roomId), label: club.name })),
  );
  const [chosen, setChosen] = useState<string | undefined>(room);
  const where = places.find((place) => place.value === chosen) ?? places[0];

  const post = async (draft: MeetupDraft) => {
    if (where === undefined) return;
    const target = roomId(where.value);
    const result = await create.run({ roomId: target, draft });
    if (result.ok) await navigate({ to: "/chats/$roomId", params: { roomId: target } });
  };

  if (list.is === "waiting") return <Skeleton rows={4} shape="lines" />;
  return (
    <Page title={t("form.new")} narrow back="/meetups">
      {where === undefined ? (
        <Card>
          <EmptyState
            icon={<UsersRound />}
            title={t("form.nowhere.title")}
            action={
              <Link to="/clubs" className={link.primary}>
                {t("home.find-club")}
              </Link>
            }
          >
            {t("form.nowhere.text")}
          </EmptyState>
        </Card>
      ) : (
        <MeetupForm
          initial={newFields(now, formats.zone)}
          fresh
          submit={t("form.post")}
          busy={create.state.is === "busy"}
          failure={create.state.is === "failed" ? t(failureWords(create.state.failure.code)) : undefined}
          onSubmit={(draft) => void post(draft)}
          where={
            places.length > 1 ? (
              <div className={css.wide}>
                <Choice label={t("form.where")} value={where.value} onChange={setChosen} options={places} />
              </div>
            ) : null
          }
        />
      )}
    </Page>
  );
}
