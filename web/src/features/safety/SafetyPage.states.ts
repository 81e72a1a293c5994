import { lively, withFact } from "../../gallery/samples/lively.ts";
import { ana, mila } from "../../gallery/samples/people.ts";
import {
  circleMeta,
  contacts,
  drill,
  myOverdue,
  mySos,
  safetyFacts,
  share,
  timers,
} from "../../gallery/samples/safety.ts";
import { signedIn } from "../../gallery/samples/session.ts";
import { at } from "../../gallery/samples/time.ts";
import { code } from "../unlock/UnlockPage.states.ts";
import { fact, type Fact, type ViewState } from "../../gallery/view-state.ts";
import type { TimerRow, VerificationRow } from "@paceline/protocol/port";

const facts: readonly Fact[] = [...lively, ...safetyFacts];
const timed = (timer: TimerRow): readonly Fact[] => withFact(facts, fact("timer", {}, [timer], {}));
const resting = withFact(facts, fact("timer", {}, [], {}));
const comparing = (phase: VerificationRow["phase"]): readonly Fact[] =>
  withFact(facts, fact("verifications", {}, [{ id: "v1", incoming: true, person: mila, deviceName: "", phase }], {}));
const alone: readonly Fact[] = [
  ...lively,
  fact("circle", {}, [], { escalateMs: 300_000, code: false }),
  fact("timer", {}, [], {}),
  fact("alerts", {}, [], {}),
  fact("circlesOfOthers", {}, [], {}),
  fact("shares", {}, [], {}),
  fact("safetyLog", {}, [], {}),
  fact("trackers", {}, [], {}),
  fact("zones", {}, [], {}),
];
const phone = {
  id: "phone-1",
  name: "Ana’s phone",
  kind: "owntracks",
  createdMs: at("2026-11-01", "09:00"),
  lastMs: at("2026-11-20", "18:00"),
  owner: ana.userId,
} as const;
const coded = withFact(facts, fact("circle", {}, contacts, { ...circleMeta, code: true }));

export const states: readonly ViewState[] = [
  { name: "protected", path: "/safety", facts },
  { name: "half protected", path: "/safety", facts: timed(timers.halfHeld) },
  { name: "not protected", path: "/safety", facts: timed(timers.notHeld) },
  { name: "are you well", path: "/safety", facts: timed(timers.prompted) },
  { name: "arming", path: "/safety", facts: timed(timers.arming) },
  { name: "overdue", path: "/safety", facts: withFact(timed(timers.overdue), fact("alerts", {}, [myOverdue], {})) },
  { name: "overdue, alert not known", path: "/safety", facts: timed(timers.overdue) },
  { name: "check in", path: "/safety", facts: timed(timers.interval) },
  { name: "check in now", path: "/safety", facts: timed(timers.checkIn) },
  { name: "unseen by the circle", path: "/safety", facts: timed(timers.unseen) },
  { name: "no timer", path: "/safety", facts: resting },
  {
    name: "timer on another device",
    path: "/safety",
    facts: withFact(
      resting,
      fact("circle", {}, contacts, { ...circleMeta, elsewhere: { dueMs: at("2026-11-21", "11:30"), mode: "eta" } }),
    ),
  },
  { name: "no circle", path: "/safety", facts: alone },
  { name: "waiting", path: "/safety", facts: lively },
  { name: "ending with a code", path: "/safety", facts: coded, press: ["main button[data-look=primary]"] },
  { name: "asked before an SOS", path: "/safety", facts, press: ["section[aria-label=SOS] > button"] },
  { name: "asking a contact", path: "/safety", facts, press: ["section[aria-label='Your circle'] header button"] },
  { name: "adding a phone", path: "/safety", facts, press: ["[data-adds] button"] },
  {
    name: "code of a phone",
    path: "/safety",
    facts,
    press: ["[data-adds] button", "[role=dialog] button[data-look=primary]"],
  },
  {
    name: "phone with another key",
    path: "/safety",
    facts: withFact(facts, fact("trackers", {}, [{ ...phone, wrongKey: true }], {})),
  },
  { name: "setting a code", path: "/safety", facts, press: ["section[aria-label='Safety code'] button"] },
  { name: "changing a code", path: "/safety", facts: coded, press: ["section[aria-label='Safety code'] button"] },
  { name: "hiding a place", path: "/safety", facts, press: ["[data-hides] button"] },
  {
    name: "in a hidden place",
    path: "/meetups",
    facts: withFact(facts, fact("shares", {}, [{ ...share, hidden: true }], {})),
  },
  { name: "asked to verify", path: "/safety", facts: comparing({ is: "requested" }) },
  { name: "code of a person", path: "/safety", facts: comparing({ is: "choose", code, scan: true }) },
  { name: "verified a person", path: "/safety", facts: comparing({ is: "done" }) },
  {
    name: "clock three hours early",
    path: "/safety",
    facts: withFact(resting, fact("session", {}, [{ ...signedIn, clockSkewMs: -3 * 3_600_000 }], {})),
  },
  {
    name: "called for help",
    path: "/safety",
    facts: withFact(withFact(resting, fact("shares", {}, [], {})), fact("alerts", {}, [mySos], {})),
  },
  { name: "drill", path: "/safety", facts: withFact(facts, fact("alerts", {}, [drill], {})) },
];
