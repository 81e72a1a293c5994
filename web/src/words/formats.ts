export type Units = "metric" | "imperial";

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const METRES_PER_MILE = 1609.344;
const FEET_PER_METRE = 3.28084;

function kept<K, T>(made: Map<K, T>, key: K, make: () => T): T {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

/**
 * How dates, times and lengths are written for one person. Times are Unix milliseconds, lengths metres, speeds km/h.
 * `zone` is where the reader is; a time elsewhere is written in its own zone with the zone's name.
 */
export function formatsFor(
  locale: string,
  units: Units,
  zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone,
) {
  // Making a formatter costs as much as writing hundreds of dates with it, so each is made once.
  const dates = new Map<string, Intl.DateTimeFormat>();
  const date = (options: Intl.DateTimeFormatOptions, timeZone = zone) =>
    kept(
      dates,
      `${timeZone} ${JSON.stringify(options)}`,
      () => new Intl.DateTimeFormat(locale, { timeZone, ...options }),
    );
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const plain = new Intl.NumberFormat(locale);
  const conjunction = new Intl.ListFormat(locale, { type: "conjunction" });
  const numbers = new Map<string, Intl.NumberFormat>();
  const number = (value: number, unit: string, digits = 0) =>
    kept(
      numbers,
      `${unit} ${digits}`,
      () => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }),
    ).format(value);
  const isoDay = (timeZone: string) =>
    kept(
      dates,
      `${timeZone} day`,
      () => new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }),
    );
  /** By quarter of an hour since 1970. */
  const days = new Map<number, string>();
  /** Calendar days from `a` to `b` in a zone: 0 on the same day, 1 when `b` is tomorrow. */
  const daysBetween = (a: number, b: number, timeZone: string) => {
    const day = isoDay(timeZone);
    return Math.round((Date.parse(day.format(b)) - Date.parse(day.format(a))) / DAY);
  };
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  const offset = (ts: number, timeZone: string) =>
    date({ timeZoneName: "longOffset" }, timeZone)
      .formatToParts(ts)
      .find((part) => part.type === "timeZoneName")?.value;

  const time = (ts: number) => date({ hour: "2-digit", minute: "2-digit" }).format(ts);
  /** Today, tomorrow, Sunday, Sun 6 Dec; inside of a sentence. */
  const dayWord = (ts: number, now: number, timeZone = zone) => {
    const days = daysBetween(now, ts, timeZone);
    if (Math.abs(days) <= 1) return relative.format(days, "day");
    if (days > 1 && days < 7) return date({ weekday: "long" }, timeZone).format(ts);
    return date({ weekday: "short", day: "numeric", month: "short" }, timeZone).format(ts);
  };

  return {
    zone,
    time,
    dayWord,
    dayName: (ts: number, now: number, timeZone = zone) => capital(dayWord(ts, now, timeZone)),
    /**
     * The reader's calendar day, to compare: each row of a history is asked for its own whenever one comes. Days begin at a quarter of an hour of UTC wherever one is, so
     * one answer serves all of that quarter.
     */
    day: (ts: number) => kept(days, Math.floor(ts / QUARTER), () => isoDay(zone).format(ts)),
    daysUntil: (ts: number, now: number) => daysBetween(now, ts, zone),
    /** Wall time where it happens; with the zone's short name when clocks differ from the reader's. */
    timeIn: (ts: number, timeZone: string) => {
      const same = offset(ts, timeZone) === offset(ts, zone);
      return date({ hour: "2-digit", minute: "2-digit", ...(same ? {} : { timeZoneName: "short" }) }, timeZone).format(
        ts,
      );
    },
    differs: (ts: number, timeZone: string) => offset(ts, timeZone) !== offset(ts, zone),
    dateLong: (ts: number, timeZone = zone) =>
      capital(date({ weekday: "long", day: "numeric", month: "long" }, timeZone).format(ts)),
    dateShort: (ts: number, timeZone = zone) =>
      date({ weekday: "short", day: "numeric", month: "short" }, timeZone).format(ts),
    dayOfMonth: (ts: number, timeZone = zone) => date({ day: "numeric" }, timeZone).format(ts).replace(".", ""),
    weekday: (ts: number, timeZone = zone) => date({ weekday: "short" }, timeZone).format(ts),
    month: (ts: number, timeZone = zone) => capital(date({ month: "long", year: "numeric" }, timeZone).format(ts)),
    exact: (ts: number) => date({ dateStyle: "full", timeStyle: "short" }).format(ts),
    hour: (ts: number) =>
      Number(
        date({ hour: "numeric", hourCycle: "h23" })
          .formatToParts(ts)
          .find((part) => part.type === "hour")?.value ?? 12,
      ),
    /** For lists: the time today, then yesterday, the weekday, the date. */
    stamp: (ts: number, now: number) => {
      const days = daysBetween(ts, now, zone);
      if (days <= 0) return time(ts);
      if (days === 1) return capital(relative.format(-1, "day"));
      if (days < 7) return date({ weekday: "short" }).format(ts);
      return date({ day: "numeric", month: "short" }).format(ts);
    },
    /** "in 3 hours", "2 minutes ago". */
    relative: (ts: number, now: number) => {
      const delta = ts - now;
      const size = Math.abs(delta);
      if (size < MINUTE) return relative.format(0, "second");
      if (size < HOUR) return relative.format(Math.round(delta / MINUTE), "minute");
      if (size < DAY) return relative.format(Math.round(delta / HOUR), "hour");
      return relative.format(Math.round(delta / DAY), "day");
    },
    distance: (metres: number) =>
      units === "metric"
        ? number(metres / 1000, "kilometer", metres < 10_000 ? 1 : 0)
        : number(metres / METRES_PER_MILE, "mile", metres < 16_000 ? 1 : 0),
    height: (metres: number) =>
      units === "metric" ? number(metres, "meter") : number(metres * FEET_PER_METRE, "foot"),
    speed: (kmh: number) =>
      units === "metric" ? number(kmh, "kilometer-per-hour") : number((kmh * 1000) / METRES_PER_MILE, "mile-per-hour"),
    bytes: (count: number) => {
      if (count < 1e6) return number(count / 1e3, "kilobyte");
      return count < 1e9 ? number(count / 1e6, "megabyte", 1) : number(count / 1e9, "gigabyte", 1);
    },
    count: (value: number) => plain.format(value),
    list: (items: readonly string[]) => conjunction.format(items),
  };
}

export type Formats = ReturnType<typeof formatsFor>;
