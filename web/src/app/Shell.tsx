import type { Account, SessionRow } from "@paceline/protocol/port";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { useWords } from "../words/use-words.tsx";
import { Banners } from "./Banners.tsx";
import { BottomBar } from "./BottomBar.tsx";
import { GlobalKeys } from "./GlobalKeys.tsx";
import { Incoming } from "./Incoming.tsx";
import { OnAir } from "./OnAir.tsx";
import { Rail } from "./Rail.tsx";
import { useShared } from "./session-store.tsx";
import css from "./Shell.module.css";
import { useAfterPaint } from "./use-after-paint.ts";
import { useFetchAhead } from "./use-fetch-ahead.ts";
import { useNarrow } from "./use-narrow.ts";
import { useReconnect } from "./use-reconnect.ts";
import { useTellLanguage } from "./use-tell-language.ts";

/** A conversation fills a small screen and has its way back instead of the bar; what is beside it has none. Everywhere else the bar stands, so that SOS is never further than two steps away. */
const FULL_PAGE = /^\/chats\/.+/;

/** Rail, banners and the page at this address; under 900 px a bar at the bottom instead of the rail. */
export function Shell({ session, account }: { readonly session: SessionRow; readonly account: Account }) {
  const { t } = useWords();
  const narrow = useNarrow();
  const painted = useAfterPaint();
  useFetchAhead(session);
  useReconnect(session);
  useTellLanguage(account.language);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const asideOpen = useShared((state) => state.asideOpen);
  const isFull = FULL_PAGE.test(path) && !asideOpen;
  return (
    <div className={css.shell} data-narrow={narrow || undefined}>
      <a className={css.skip} href="#stage">
        {t("nav.skip")}
      </a>
      {narrow ? null : <Rail account={account} />}
      <div className={css.main}>
        {painted ? <OnAir /> : null}
        <Banners session={session} />
        <div className={css.stage} id="stage" tabIndex={-1}>
          <Outlet />
        </div>
        {narrow && !isFull ? <BottomBar /> : null}
      </div>
      <GlobalKeys />
      {painted ? <Incoming /> : null}
    </div>
  );
}
