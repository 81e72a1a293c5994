export * from "./answers/index.ts";
export * from "./meetups/index.ts";
export * from "./rosters/index.ts";
