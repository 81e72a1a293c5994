import type { SessionRow } from "@paceline/protocol/port";
import { localpart } from "@paceline/protocol";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Banner } from "../../design/components/Banner.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Field } from "../../design/components/Field.tsx";
import { Logo } from "../../design/components/Logo.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { browserName } from "./browser-name.ts";
import { useDemoPeople } from "./demo.ts";
import { RouteArt } from "./RouteArt.tsx";
import { ServerField } from "./ServerField.tsx";
import css from "./SignInPage.module.css";
import { useDiscovery } from "./use-discovery.ts";
import { LogOut } from "lucide-react";

/** A client served from the web is most often its club's own: the same origin says where the homeserver is. The desktop has no such hint. */
const serverHere = (): string => (location.protocol.startsWith("http") ? location.origin : "");

/** Signing in: a demo person with one press, or one's own account on any homeserver. */
export function SignInPage({ session }: { readonly session: SessionRow }) {
  const { t } = useWords();
  const store = useSessionStore();
  const demo = useDemoPeople();
  const ended = session.phase === "ended" ? session.account : undefined;
  const [typed, setTyped] = useState<string>();
  const server = typed ?? ended?.baseUrl ?? serverHere();
  const [user, setUser] = useState(ended === undefined ? "" : localpart(ended.userId));
  const [password, setPassword] = useState("");
  const discovery = useDiscovery(server);
  const signIn = useCommand("signIn");
  const busy = signIn.state.is === "busy";
  const deviceName = t("signin.device", { browser: browserName(navigator.userAgent) });
  const enter = (at: string, name: string, secret: string) => {
    store.setState({ setupPostponed: false });
    void signIn.run({ server: at, user: name, password: secret, deviceName });
  };
  const failure = signIn.state.is === "failed" ? t(failureWords(signIn.state.failure.code)) : undefined;

  return (
    <div className={css.page}>
      <section className={css.art} aria-hidden="true">
        <RouteArt />
      </section>
      <main className={css.main}>
        <div className={css.column}>
          <header className={css.head}>
            <Logo size={48} />
            <h1 className={css.title}>{t("signin.title")}</h1>
            <p className={css.lead}>{t("signin.lead")}</p>
          </header>
          {ended === undefined ? null : (
            <Banner tone="wait" inset icon={<LogOut />}>
              {t("signin.ended", { name: ended.displayName })}
            </Banner>
          )}
          {demo.length === 0 || ended !== undefined ? null : (
            <section className={css.demo} aria-label={t("signin.demo")}>
              <p className={css.hint}>{t("signin.demo.hint")}</p>
              <ul className={css.people}>
                {demo.map((person) => (
                  <li key={person.userId}>
                    <button
                      type="button"
                      className={css.person}
                      disabled={busy}
                      onClick={() => enter(location.origin, person.userId, person.password)}
                    >
                      <Avatar id={person.userId} name={person.name} size={44} />
                      <span className="hidden-visually">{t("signin.demo.as", { name: person.name })}</span>
                      <span aria-hidden="true">
                        <b>{person.name}</b>
                        <span>{person.userId}</span>
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
              <p className={css.or}>{t("signin.demo.or")}</p>
            </section>
          )}
          <form
            className={css.form}
            onSubmit={(event) => {
              event.preventDefault();
              enter(server.trim(), user.trim(), password);
            }}
          >
            <ServerField value={server} onChange={setTyped} discovery={discovery} />
            <Field
              label={t("signin.user")}
              placeholder={t("signin.user.hint")}
              value={user}
              onChange={setUser}
              autoComplete="username"
              isRequired
              isDisabled={ended !== undefined}
            />
            <Field
              label={t("signin.password")}
              type="password"
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
              isRequired
              error={failure}
            />
            <Button
              type="submit"
              look="primary"
              size="l"
              wide
              isDisabled={busy || user.trim() === "" || password === "" || discovery.found?.password === false}
            >
              {t(busy ? "signin.busy" : "signin.submit")}
            </Button>
          </form>
        </div>
      </main>
    </div>
  );
}
