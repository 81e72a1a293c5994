import type { FirstWords, LaterWords } from "../catalogue.ts";
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

/* German, whole: a missing or a superfluous id does not compile. */
export const first: FirstWords = { ...common, ...signin, ...home, ...chats, ...meetups, ...clubs };
export const later: LaterWords = { ...settings, ...safety, ...timer, ...map, ...verify, ...push };
