import type { AlertRow } from "@paceline/protocol/port";
import type { WordId } from "../../words/catalogue.ts";
import { useWords } from "../../words/use-words.tsx";

const OF_OTHERS = { sos: "alert.sos", overdue: "alert.overdue", test: "alert.test" } as const;
const MINE = { sos: "alert.sos.mine", overdue: "alert.overdue.mine", test: "alert.test.mine" } as const;

/** The alert in one line. */
export const alertTitle = ({ cause, mine }: AlertRow): WordId => (mine ? MINE : OF_OTHERS)[cause];

/** Nothing more is to be done about it. */
export const isOver = ({ state }: AlertRow): boolean => state === "resolved" || state === "cancelled";

/** My answer, or the all-clear of my own alert, is on its way: there is nothing to press. What failed may be pressed again. */
export const isUnderWay = ({ underWay }: AlertRow): boolean => underWay === "queued" || underWay === "sending";

/** Where an alert stands, from evidence, with the people it names. */
export function useAlertState(alert: AlertRow): string {
  const { t, formats } = useWords();
  const { state, acks, deliveredTo, mine, underWay } = alert;
  if (underWay !== undefined && !isOver(alert)) return t(`alert.${mine ? "ending" : "answering"}.${underWay}`);
  if (state === "acknowledged")
    return t("alert.state.acknowledged", {
      names: formats.list(acks.map(({ person }) => person.name)),
      count: acks.length,
    });
  // How far it came is the athlete's question; the others ask whether somebody has taken it on.
  if (!mine && (state === "sent" || state === "delivered")) return t("alert.state.unanswered");
  if (state === "delivered")
    return t("alert.state.delivered", { names: formats.list(deliveredTo.map(({ name }) => name)) });
  return t(`alert.state.${state}`);
}
