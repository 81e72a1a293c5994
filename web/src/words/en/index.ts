import { chats } from "./chats.ts";
import { clubs } from "./clubs.ts";
import { common } from "./common.ts";
import { home } from "./home.ts";
import { map } from "./map.ts";
import { meetups } from "./meetups.ts";
import { push } from "./push.ts";
import { safety } from "./safety.ts";
import { settings } from "./settings.ts";
import { signin } from "./signin.ts";
import { timer } from "./timer.ts";
import { verify } from "./verify.ts";

/** What a start may show before anything else is fetched. */
export const first = { ...common, ...signin, ...home, ...chats, ...meetups, ...clubs };
/** Words of places that stand inside of `LaterWords`. */
export const later = { ...settings, ...safety, ...timer, ...map, ...verify, ...push };
