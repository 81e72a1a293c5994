import type { RichNode, RichText as Tree } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useHost } from "../../app/host.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./RichText.module.css";

/** A message as elements. The engine made the tree; there is no HTML here, so nothing in a message can run. */
export function RichText({ body, lead }: { readonly body: Tree; readonly lead?: string | undefined }) {
  return (
    <div className={css.text}>
      {lead === undefined ? null : <em>{`${lead} `}</em>}
      <Nodes nodes={body} />
    </div>
  );
}

function Nodes({ nodes }: { readonly nodes: Tree }) {
  // eslint-disable-next-line react/no-array-index-key -- a tree that never changes in place
  return nodes.map((node, at) => <Node key={at} node={node} />);
}

function Node({ node }: { readonly node: RichNode }): ReactNode {
  switch (node.t) {
    case "text":
      return node.text;
    case "br":
      return <br />;
    case "hr":
      return <hr className={css.rule} />;
    case "pre":
      return (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines scroll, also by keyboard
        <pre className={css.pre} tabIndex={0}>
          <code>{node.text}</code>
        </pre>
      );
    case "link":
      return <OutsideLink href={node.href}>{<Nodes nodes={node.children} />}</OutsideLink>;
    case "person":
      return <span className={css.person} data-me={node.me || undefined}>{`@${node.name}`}</span>;
    case "spoiler":
      return <Spoiler>{<Nodes nodes={node.children} />}</Spoiler>;
    case "ol":
      return (
        <ol className={css.ol} start={node.start}>
          <Nodes nodes={node.children} />
        </ol>
      );
    case "p":
    case "strong":
    case "em":
    case "del":
    case "u":
    case "code":
    case "quote":
    case "li":
    case "heading":
    case "ul":
      return <Plain kind={node.t}>{<Nodes nodes={node.children} />}</Plain>;
  }
}

const TAGS = {
  p: "p",
  strong: "strong",
  em: "em",
  del: "del",
  u: "u",
  code: "code",
  quote: "blockquote",
  li: "li",
  heading: "h4",
  ul: "ul",
} as const;

function Plain({ kind, children }: { readonly kind: keyof typeof TAGS; readonly children: ReactNode }) {
  const Tag = TAGS[kind];
  return <Tag className={css[kind]}>{children}</Tag>;
}

/** Matrix addresses open inside, everything else outside of the app. */
function OutsideLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const host = useHost();
  if (href.startsWith("matrix:") || href.startsWith("https://matrix.to/#/"))
    return (
      <Link to="/clubs" search={{ link: href }} className={css.link}>
        {children}
      </Link>
    );
  return (
    <a
      href={href}
      className={css.link}
      target="_blank"
      rel="noopener noreferrer nofollow"
      onClick={(event) => {
        event.preventDefault();
        void host.openLink(href);
      }}
    >
      {children}
    </a>
  );
}

function Spoiler({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (open) return <span className={css.opened}>{children}</span>;
  return (
    <button type="button" className={css.spoiler} onClick={() => setOpen(true)}>
      {t("message.spoiler")}
    </button>
  );
}
