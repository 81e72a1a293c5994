import { userId, type UserId } from "@paceline/protocol";
import type { Person } from "@paceline/protocol/port";

const person = (local: string, name: string): Person => ({ userId: userId(`@${local}:example.org`), name });

export const ana = person("ana", "Ana Lindqvist");
export const mila = person("mila", "Mila Novak");
export const jonas = person("jonas", "Jonas Weber");
export const priya = person("priya", "Priya Shah");
export const tom = person("tom", "Tom Berg");
export const lea = person("lea", "Lea Roth");
export const sam = person("sam", "Sam Ortiz");
export const ines = person("ines", "Ines Vidal");
export const omar = person("omar", "Omar Said");
export const rui = person("rui", "Rui Costa");
export const kira = person("kira", "Kira Maas");
export const nils = person("nils", "Nils Aalto");
export const ruiz: Person = { userId: userId("@coach:hills.example"), name: "Coach Ruiz" };

export const bot: UserId = userId("@paceline:example.org");
