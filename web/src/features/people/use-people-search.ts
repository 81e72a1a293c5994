import type { Output } from "@paceline/protocol/port";
import { useEffect, useEffectEvent, useState } from "react";
import { useCommand } from "../../engine/engine.tsx";
import { latest } from "../../engine/async.ts";

export type FoundPerson = Output<"findPeople">["people"][number];

/** A pause in typing before the server is asked. */
const PAUSE_MS = 250;

/** People by name or id, while one types. The last answer stays until the next is there. */
export function usePeopleSearch() {
  const [query, setQuery] = useState("");
  const find = useCommand("findPeople");
  const wanted = query.trim();
  const search = useEffectEvent((words: string) => void find.run({ query: words }));
  useEffect(() => {
    if (wanted.length < 2) return undefined;
    const timer = setTimeout(() => search(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const answer = wanted.length < 2 ? undefined : latest(find.state);
  return {
    query,
    setQuery,
    found: answer?.people ?? [],
    limited: answer?.limited ?? false,
    state: find.state,
    asked: wanted.length >= 2,
  };
}
