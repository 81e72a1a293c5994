import type { UserId } from "../ids.ts";

/**
 * Message text as a tree, made in the engine from a sanitised `formatted_body` (spec, "m.room.message msgtypes", allowed HTML) or from
 * plain text. A page builds elements from it and never sees HTML, so hostile markup has nowhere to run.
 */
export type RichText = readonly RichNode[];

export type RichNode =
  | { readonly t: "text"; readonly text: string }
  | {
      readonly t: "p" | "strong" | "em" | "del" | "u" | "code" | "quote" | "li" | "heading" | "spoiler";
      readonly children: RichText;
    }
  | { readonly t: "ul"; readonly children: RichText }
  | { readonly t: "ol"; readonly start: number; readonly children: RichText }
  | { readonly t: "pre"; readonly text: string; readonly language?: string }
  /** `href` is http, https, mailto or matrix; everything else became text. */
  | { readonly t: "link"; readonly href: string; readonly children: RichText }
  | { readonly t: "person"; readonly userId: UserId; readonly name: string; readonly me: boolean }
  | { readonly t: "br" | "hr" };
