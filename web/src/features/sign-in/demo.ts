import { isUserId, type UserId } from "@paceline/protocol";
import { useEffect, useState } from "react";

/** Somebody of the demo club whom one press signs in; they exist on a development set only. */
export type DemoPerson = { readonly name: string; readonly userId: UserId; readonly password: string };

const isText = (value: unknown): value is string => typeof value === "string" && value.length > 0 && value.length < 200;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function personFrom(value: unknown): readonly DemoPerson[] {
  if (!isRecord(value)) return [];
  const { name, userId, password } = value;
  return isText(name) && isUserId(userId) && isText(password) ? [{ name, userId, password }] : [];
}

/** `{people: [{name, userId, password}]}`; whatever is not that is nobody. */
export const demoPeopleFrom = (value: unknown): readonly DemoPerson[] =>
  isRecord(value) && Array.isArray(value["people"]) ? value["people"].flatMap(personFrom) : [];

/** The demo people of a development server, if this is one. */
export function useDemoPeople(): readonly DemoPerson[] {
  const [people, setPeople] = useState<readonly DemoPerson[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    void readDemo(stop.signal).then(setPeople);
    return () => stop.abort();
  }, []);
  return people;
}

async function readDemo(signal: AbortSignal): Promise<readonly DemoPerson[]> {
  try {
    const answer = await fetch("/demo.json", { signal });
    if (!answer.ok || !(answer.headers.get("content-type") ?? "").includes("json")) return [];
    return demoPeopleFrom(await answer.json());
  } catch {
    // No such file, or no server: the page is complete without it.
    return [];
  }
}
