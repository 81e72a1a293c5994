import { intervalMs, MANY_SHARERS } from "@paceline/domain/shares";
import { useWords } from "../../words/use-words.tsx";
import css from "./RoomSharing.module.css";

/** Of a rider on a bike, who would else be seen every five seconds. */
const RIDING_MPS = 8;
const secondsAmong = (sharers: number): number => Math.round(intervalMs({ speed_mps: RIDING_MPS, sharers }) / 1_000);

/** How seldom positions come where many share in one room; nothing where it makes no difference. */
export function Crowd({ sharers }: { readonly sharers: number }) {
  const { t } = useWords();
  if (sharers <= MANY_SHARERS) return null;
  return <p className={css.many}>{t("sharing.many", { count: sharers, seconds: secondsAmong(sharers) })}</p>;
}

/** The same for whoever organises a meetup to which so many come, while something can be done about it. */
export function CrowdAhead({ going }: { readonly going: number }) {
  const { t } = useWords();
  if (going <= MANY_SHARERS) return null;
  return <p className={css.many}>{t("ride.many", { count: going, seconds: secondsAmong(going) })}</p>;
}
