import { MAX_GUESTS_SHOWN } from "./limits.ts";
import type { MeetupRow } from "@paceline/protocol/port";
import { useEffect, useEffectEvent } from "react";
import { type GivenAnswer, useSessionStore, useShared } from "../../app/session-store.tsx";
import { useAct } from "../../engine/use-act.ts";

/** My answer as it is to be shown: what was just given here until the engine says the same, then the engine's. */
export function useAnswer(meetup: MeetupRow) {
  const store = useSessionStore();
  const act = useAct();
  const given = useShared((state) => state.answers[meetup.id]);
  const { mine } = meetup;
  const confirmed = given !== undefined && (mine === undefined ? given.status === "withdrawn" : same(given, mine));

  const forget = () =>
    store.setState(({ answers }) => {
      const { [meetup.id]: _gone, ...rest } = answers;
      return { answers: rest };
    });
  const settle = useEffectEvent(() => forget());
  useEffect(() => {
    if (confirmed) settle();
  }, [confirmed]);

  const shown: (GivenAnswer & { readonly waiting?: number }) | undefined = given ?? mine;

  /** Shown in the same frame, taken back when the engine refuses. What is not named stays as it was. */
  const give = async (change: Partial<GivenAnswer>): Promise<void> => {
    const before = shown ?? { status: "yes" as const, guests: 0 };
    const answer: GivenAnswer = {
      status: change.status ?? before.status,
      guests: Math.min(MAX_GUESTS_SHOWN, change.guests ?? before.guests),
      ...pick("pace", change.pace ?? before.pace),
      ...pick("note", change.note ?? before.note),
    };
    store.setState(({ answers }) => ({ answers: { ...answers, [meetup.id]: answer } }));
    const result = await act("answerMeetup", { cardId: meetup.id, ...answer });
    if (!result.ok) forget();
  };

  return {
    status: shown === undefined || shown.status === "withdrawn" ? undefined : shown.status,
    guests: shown?.guests ?? 0,
    pace: shown?.pace,
    note: shown?.note,
    waiting: given === undefined ? mine?.waiting : undefined,
    delivery: given === undefined ? mine?.delivery : ({ is: "queued" } as const),
    give,
  };
}

const pick = <Key extends "pace" | "note">(key: Key, value: string | undefined): Partial<Record<Key, string>> =>
  value === undefined || value === "" ? {} : ({ [key]: value } as Record<Key, string>);

/** One that was taken back is the same whatever it said. */
const same = (a: GivenAnswer, b: GivenAnswer) =>
  a.status === b.status && (a.status === "withdrawn" || sameDetails(a, b));
const sameDetails = (a: GivenAnswer, b: GivenAnswer) =>
  a.guests === b.guests && (a.pace ?? "") === (b.pace ?? "") && (a.note ?? "") === (b.note ?? "");
