import { AlertBlock, TIMER_MODES } from "@paceline/protocol/events";
import { HAZARD_KINDS } from "@paceline/protocol/port";
import { describe, expect, test } from "vitest";
import { ANA, BOT, CONTACTS, T0 } from "../../../test/circle-facts.ts";
import {
  acknowledgement,
  allClear,
  bridgeOverdue,
  circleInvitation,
  circleName,
  duressUpdate,
  fixOfAlert,
  hazardCleared,
  hazardKind,
  hazardReport,
  hazardsOf,
  locatedAlert,
  overdueAlert,
  sosAlert,
  testAlert,
  timerLine,
} from "../index.ts";
import { eventId, LANGUAGES } from "@paceline/protocol";
import type { Language } from "@paceline/protocol";

const [JONAS = ANA] = CONTACTS;
const fix = { ts: T0 - 480_000, latitude: 48.137214, longitude: 11.575563, accuracy_m: 7.6, battery_pct: 64 };
const wish = { identifier: "sos-1", athlete: ANA, name: "Ana\nLind", language: "en", sentMs: T0, fix } as const;
const SOS = sosAlert({ ...wish, silent: false, drill: false });
const hazard = {
  identifier: "h",
  reporter: ANA,
  name: "Ana",
  headline: "x",
  latitude: 48.1,
  longitude: 11.5,
  radius_m: 150,
  sentMs: T0,
  expiresMs: T0,
};
const bot = { bot: BOT, alertAtMs: T0, sentMs: T0 };
const clock = (ms: number) => `${new Date(ms + 3_600_000).toISOString().slice(11, 16)} (Europe/Berlin)`;

describe("an alert in plain words", () => {
  test("S6 says who, what, where with age and accuracy, what to do, how to acknowledge, and what Paceline does not do", () => {
    expect(SOS.body).toBe(
      [
        "🆘 Ana Lind needs help.",
        "Last position: 48.13721, 11.57556 (±8 m), measured 8 min before this message.",
        "geo:48.13721,11.57556;u=8",
        "Battery then: 64 %.",
        "What to do: Call Ana Lind. If nobody answers, call the emergency number (112 in Europe) and tell them the position.",
        "To acknowledge: reply OK, or react with ✅. As long as nobody does, the next contacts are alerted.",
        "Paceline does not call emergency services.",
      ].join("\n"),
    );
  });

  test("S6 a position that is found later changes the alert, and everything else of it stays", () => {
    const { fix: _unknown, ...without } = wish;
    const sos = sosAlert({ ...without, silent: true, drill: false });
    const { block, body } = locatedAlert({ ...wish, identifier: "sos-1.place", of: sos.block });
    expect(block).toMatchObject({ msgType: "Update", references: [{ identifier: "sos-1" }] });
    expect(block.info).toEqual({
      ...sos.block.info,
      area: SOS.block.info?.area,
      parameter: { ...SOS.block.info?.parameter, silent: true },
    });
    expect(AlertBlock.parse(block)).toEqual(block);
    expect(body.split("\n").slice(0, 3)).toEqual([
      "🆘 Ana Lind needs help, and this is where.",
      "Last position: 48.13721, 11.57556 (±8 m), measured 8 min before this message.",
      "geo:48.13721,11.57556;u=8",
    ]);
    const drill = sosAlert({ ...without, silent: false, drill: true });
    expect(locatedAlert({ ...wish, identifier: "x", of: drill.block }).body).toMatch(/^DRILL/);
  });

  test("S6 a drill begins with the word, and nothing in it passes for an alert", () => {
    const drill = sosAlert({ ...wish, silent: false, drill: true });
    expect(drill.body).toMatch(/^DRILL – this is an exercise: Ana Lind needs help\./);
    expect(drill.block.status).toBe("Exercise");
    expect(testAlert(wish).body).toMatch(/^TEST – nothing happened/);
  });

  test("S6 a silent SOS asks not to ring, and one without a position says so", () => {
    const { fix: _nowhere, ...bare } = wish;
    const { body, block } = sosAlert({ ...bare, silent: true, drill: false });
    expect(body).toContain("Do not ring their phone first");
    expect(body).toContain("No position is known.");
    expect(block.info?.area).toBeUndefined();
  });

  test("S5 an overdue alert names the due time by the athlete's clock, and the age that the position has when it goes out", () => {
    const { body, block } = overdueAlert({ ...wish, identifier: "timer-1", dueMs: T0 - 1_200_000, clock });
    expect(body).toContain("ran out at 17:40 (Europe/Berlin)");
    expect(block.info?.parameter).toMatchObject({ timer: "timer-1", fix_age_s: 480, accuracy_m: 8, battery_pct: 64 });
  });

  test("S5 the bridge's line says since when, and that it knows no more", () => {
    const { body, block } = bridgeOverdue({ ...bot, id: "timer-1", name: "Ana Lind", language: "en" });
    expect(body).toMatch(/^⚠️ Ana Lind's safety timer is overdue since 17:00 UTC\./);
    expect(block).toMatchObject({ identifier: "timer-1", sender: BOT, info: { parameter: { timer: "timer-1" } } });
  });

  test("S6 every block is one that readers accept", () => {
    const answer = {
      identifier: "x",
      sender: JONAS,
      name: "Jonas",
      language: "en",
      sentMs: T0,
      of: SOS.block,
    } as const;
    const all = [
      SOS,
      testAlert(wish),
      overdueAlert({ ...wish, dueMs: T0, duress: true }),
      bridgeOverdue({ ...bot, id: "t", name: "Ana", language: "en" }),
      acknowledgement({ ...answer, athleteName: "Ana" }),
      allClear({ ...answer, falseAlarm: false }),
    ];
    for (const { block } of all) expect(AlertBlock.parse(block)).toEqual(block);
  });

  test("S6 a position survives the way through an alert, rounded to a metre", () => {
    expect(fixOfAlert(SOS.block.info, T0)).toEqual({ ...fix, latitude: 48.13721, longitude: 11.57556, accuracy_m: 8 });
    const off = { ...SOS.block.info, area: { areaDesc: "x", circle: "99.9,0 1" } };
    expect(fixOfAlert(off as typeof SOS.block.info, T0)).toBeUndefined();
  });
});

describe("in German", () => {
  const german = { ...wish, language: "de" } as const;

  test("S6 an SOS says the same in German, and names the language as CAP does", () => {
    const { body, block } = sosAlert({ ...german, silent: false, drill: false });
    expect(body).toBe(
      [
        "🆘 Ana Lind braucht Hilfe.",
        "Letzte Position: 48.13721, 11.57556 (±8 m), gemessen 8 min vor dieser Nachricht.",
        "geo:48.13721,11.57556;u=8",
        "Akku zu der Zeit: 64 %.",
        "Was zu tun ist: Ruf Ana Lind an. Wenn niemand antwortet, ruf den Notruf (in Europa 112) und nenne dort die Position.",
        "Zum Bestätigen: Antworte OK oder reagiere mit ✅. Solange es niemand tut, werden die nächsten Kontakte alarmiert.",
        "Paceline ruft keinen Notdienst.",
      ].join("\n"),
    );
    expect(block.info).toMatchObject({ language: "de", event: "SOS", area: { areaDesc: "Letzte bekannte Position" } });
    expect(sosAlert({ ...german, silent: false, drill: true }).body).toMatch(/^ÜBUNG – das ist eine Übung/);
  });

  test("S6 no message of a circle mixes two languages", () => {
    const said = (language: Language): string => {
      const of = { ...wish, language } as const;
      const answer = { identifier: "x", sender: JONAS, name: "Jonas", language, sentMs: T0, of: SOS.block };
      const timer = { name: "Ana", language, dueMs: T0, graceMs: 0, clock };
      const all = [
        ...[true, false].flatMap((drill) => [true, false].map((silent) => sosAlert({ ...of, drill, silent }))),
        sosAlert({ ...of, fix: undefined, drill: false, silent: false }),
        testAlert(of),
        overdueAlert({ ...of, dueMs: T0 }),
        overdueAlert({ ...of, dueMs: T0, duress: true }),
        duressUpdate({ ...of, of: SOS.block }),
        bridgeOverdue({ ...bot, id: "t", name: "Ana", language }),
        acknowledgement({ ...answer, athleteName: "Ana" }),
        ...[true, false].map((falseAlarm) => allClear({ ...answer, falseAlarm })),
        ...HAZARD_KINDS.map((kind) => hazardReport({ ...hazard, kind, language })),
      ];
      const lines = TIMER_MODES.flatMap((mode) =>
        (["armed", "extended", "ended"] as const).map((line) => timerLine({ ...timer, mode, line })),
      );
      const words = all.flatMap(({ body, block: { info } }) => [
        body,
        ...[info?.headline, info?.description, info?.instruction, info?.area?.areaDesc].filter(
          (one) => one !== undefined,
        ),
      ]);
      return [...words, ...lines, circleName("Ana", language), circleInvitation("Ana", language)].join("\n");
    };
    expect(said("de")).not.toMatch(/\b(the|is|needs|was|and|you|with|without|alert|timer is|of)\b/);
    expect(said("en")).not.toMatch(/[äöüß]|\b(und|der|ist|nicht|wurde|mit|ein)\b/i);
  });
});

describe("lines around it", () => {
  test("S5 a timer is told in words: back by, alerted at", () => {
    const timer = { name: "Ana", language: "en", dueMs: T0, graceMs: 1_200_000, clock } as const;
    expect(timerLine({ ...timer, line: "armed", mode: "eta" })).toBe(
      "Ana has set a safety timer: back by 18:00 (Europe/Berlin). Without a sign of life an alert follows here at 18:20 (Europe/Berlin).",
    );
    expect(timerLine({ ...timer, line: "extended", mode: "eta" })).toContain("takes more time, until 18:00");
    expect(timerLine({ ...timer, line: "ended", mode: "interval" })).toBe(
      "Ana has ended the safety timer: all is well.",
    );
  });

  test("S1 the invitation says what a contact gets in another client", () => {
    const text = circleInvitation("Ana", "en");
    expect(text).toContain("an ordinary mention: it makes no sound if you muted");
    expect(text).toContain("Paceline does not call emergency services");
  });
});

describe("hazards", () => {
  const report = (kind: (typeof HAZARD_KINDS)[number], language: Language = "en", id = "h") =>
    hazardReport({
      identifier: id,
      reporter: JONAS,
      name: "Jonas",
      language,
      kind,
      headline: "Ice on the bridge",
      latitude: 48.1,
      longitude: 11.5,
      radius_m: 150,
      sentMs: T0,
      expiresMs: T0 + 3_600_000,
    });
  const posted = (id: string, second: number, sender: typeof JONAS, block: AlertBlock) => ({
    is: "AlertPosted" as const,
    eventId: eventId(`$${id}`),
    ts: T0 + second * 1_000,
    sender,
    block,
  });

  test.each(HAZARD_KINDS)("S8 a hazard of kind %s is read as that again", (kind) => {
    for (const language of LANGUAGES) {
      const { block } = report(kind, language);
      expect(AlertBlock.parse(block)).toEqual(block);
      expect(hazardKind(block)).toBe(kind);
    }
  });

  test("S8 is shown until it expires or its reporter or a moderator clears it", () => {
    const { block, body } = report("ice");
    expect(body).toContain("Reported by Jonas; shown until 18:00 UTC.");
    const shown = (now: number, ...more: ReturnType<typeof posted>[]) =>
      hazardsOf([posted("h", 0, JONAS, block), ...more], (user) => user === BOT, now).length;
    const cleared = (by: typeof JONAS) =>
      posted(
        "c",
        5,
        by,
        hazardCleared(block, { identifier: "c", sender: by, name: "x", language: "de", sentMs: T0 }).block,
      );
    expect([shown(T0 + 1), shown(T0 + 3_600_000)]).toEqual([1, 0]);
    expect([shown(T0, cleared(JONAS)), shown(T0, cleared(BOT)), shown(T0, cleared(ANA))]).toEqual([0, 0, 1]);
    expect(shown(T0, posted("copy", 9, ANA, { ...block, sender: ANA }))).toBe(1);
  });
});
