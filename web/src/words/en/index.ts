import { chats } from "./chats.ts";
import { clubs } from "./clubs.ts";
import { common } from "./common.ts";
import { home } from "./home.ts";
import { meetups } from "./meetups.ts";
import { settings } from "./settings.ts";
import { signin } from "./signin.ts";

export const en = { ...common, ...signin, ...home, ...chats, ...meetups, ...clubs, ...settings };
