import type { AlertRow } from "@paceline/protocol/port";
import type { WordId } from "../../words/catalogue.ts";
import { useWords } from "../../words/use-words.tsx";

const OF_OTHERS = { sos: "alert.sos", overdue: "alert.overdue", test: "alert.test" } as const;
const MINE = { sos: "alert.sos.mine", overdue: "alert.overdue.mine", test: "alert.test.mine" } as const;

/** The alert in one line. */
export const alertTitle = ({ cause, mine }: AlertRow): WordId => (mine ? MINE : OF_OTHERS)[cause];

/** Nothing more is to be done about it. */
export const isOver = ({ state }: AlertRow): boolean => state === "resolved" || state === "cancelled";

/** Where an alert stands, from evidence, with the people it names. */
export function useAlertState({ state, acks, deliveredTo }: AlertRow): string {
  const { t, formats } = useWords();
  if (state === "acknowledged")
    return t("alert.state.acknowledged", {
      names: formats.list(acks.map(({ person }) => person.name)),
      count: acks.length,
    });
  if (state === "delivered")
    return t("alert.state.delivered", { names: formats.list(deliveredTo.map(({ name }) => name)) });
  return t(`alert.state.${state}`);
}
