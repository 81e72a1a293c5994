import type { MeetupDraft, MeetupRow } from "@paceline/protocol/port";
import { useNavigate, useParams } from "@tanstack/react-router";
import { usePreferences } from "../../app/preferences.tsx";
import { Page } from "../../design/components/Page.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { NotFoundPage } from "../../app/NotFoundPage.tsx";
import { useCommand, useList } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { fieldsOf } from "./fields.ts";
import { MeetupForm } from "./MeetupForm.tsx";

/** Changes a meetup; everybody who answered is told. */
export function ChangeMeetupPage() {
  const { cardId } = useParams({ from: "/meetups/$cardId/edit" });
  const list = useList("meetups", {});
  if (list.is === "waiting") return <Skeleton rows={4} shape="lines" />;
  const meetup = list.rows.find((row) => row.id === cardId);
  return meetup === undefined || !meetup.may.change ? <NotFoundPage /> : <Form meetup={meetup} />;
}

function Form({ meetup }: { readonly meetup: MeetupRow }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const units = usePreferences((preferences) => preferences.units);
  const change = useCommand("changeMeetup");
  const save = async (draft: MeetupDraft) => {
    // What the form does not show stays as it was: the end.
    const { end } = meetup.block;
    const kept = {
      ...draft,
      ...(end === undefined || draft.start.utc !== meetup.block.start.utc ? {} : { end }),
    };
    const result = await change.run({ cardId: meetup.id, draft: kept });
    if (result.ok) await navigate({ to: "/meetups/$cardId", params: { cardId: meetup.id } });
  };
  return (
    <Page
      title={t("form.change")}
      subtitle={meetup.block.title}
      narrow
      back={`/meetups/${encodeURIComponent(meetup.id)}`}
    >
      <MeetupForm
        initial={fieldsOf(meetup.block, units)}
        fresh={false}
        submit={t("form.save")}
        hint={t("form.told")}
        busy={change.state.is === "busy"}
        failure={change.state.is === "failed" ? t(failureWords(change.state.failure.code)) : undefined}
        onSubmit={(draft) => void save(draft)}
      />
    </Page>
  );
}
