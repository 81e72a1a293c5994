import type { FakeHomeserver } from "@paceline/testkit/fake-homeserver";

export type MassRide = {
  readonly riders: number;
  /** Makes the next ones say where they are, `count` with the lead rider, who is among them each time. */
  readonly move: (count: number) => void;
  /** So many shares at once that are none: centuries long, begun in the future, without numbers, under the name of somebody else. */
  readonly storm: (count: number) => void;
};

const INFO = "org.matrix.msc3672.beacon_info";
const POSITION = "org.matrix.msc3672.beacon";
const HOUR = 3_600_000;

/** A clear room in which `riders` people share where they are. */
export function massRide(homeserver: FakeHomeserver, me: string, riders: number): MassRide {
  const room = homeserver.createRoom(me, {
    preset: "private_chat",
    name: "City night ride",
    power_level_content_override: { events: { [INFO]: 0, [POSITION]: 0 } },
  });
  const people = Array.from({ length: riders }, (_, at) => homeserver.createUser(`rider-${at}`, "-"));
  const strangers = Array.from({ length: riders }, (_, at) => homeserver.createUser(`stranger-${at}`, "-"));
  homeserver.addMembers(room, [...people, ...strangers]);
  const { rooms } = homeserver.model;
  const began = Date.now();
  const info = { description: "Live location", live: true, timeout: HOUR, "org.matrix.msc3488.ts": began };
  const shares = people.map((sender) => {
    const content = { ...info, "org.matrix.msc3488.asset": { type: "m.self" } };
    return rooms.send(rooms.get(room), { type: INFO, sender, state_key: sender, content }).event_id;
  });

  let [moves, next] = [0, 0];
  const say = (at: number): void => {
    const [ts, uri] = [Date.now(), placeOf(at / riders + moves / 2_000)];
    homeserver.sendEvent(room, people[at] ?? "", POSITION, {
      "m.relates_to": { rel_type: "m.reference", event_id: shares[at] },
      "org.matrix.msc3488.location": { uri, description: "Live location" },
      "org.matrix.msc3488.ts": ts,
      "club.paceline.track": { v: 1, fixes: [{ uri, ts, speed_cm_s: 650 }], ...(at === 0 ? { part: "lead" } : {}) },
    });
  };
  return {
    riders,
    move(count) {
      moves += 1;
      say(0);
      for (let more = 1; more < count; more += 1) {
        next = 1 + (next % (riders - 1));
        say(next);
      }
    },
    storm(count) {
      const wrong = [
        { ...info, timeout: 3e12 },
        { ...info, "org.matrix.msc3488.ts": began + 1e12 },
        { ...info, timeout: "NaN" },
        { ...info, "org.matrix.msc3488.ts": null },
        { ...info, timeout: -1 },
      ];
      for (let at = 0; at < count; at += 1) {
        const sender = strangers[at % strangers.length] ?? "";
        // Every second one has a sound content under a key that is nobody's.
        const [state_key, content] = at % 2 === 0 ? [sender, wrong[at % wrong.length] ?? info] : [`key-${at}`, info];
        rooms.send(rooms.get(room), { type: INFO, sender, state_key, content });
      }
    },
  };
}

/** On a loop of some ten kilometres; `share` 1 is once around. */
function placeOf(share: number): string {
  const angle = share * 2 * Math.PI;
  const [latitude, longitude] = [48.13 + 0.028 * Math.sin(angle), 11.58 + 0.05 * Math.cos(angle)];
  return `geo:${latitude.toFixed(5)},${longitude.toFixed(5)};u=8`;
}
