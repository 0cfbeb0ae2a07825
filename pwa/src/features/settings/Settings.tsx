import "./settings.css";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { follow } from "../../ui/Nav";
import { isApple, isInstalled } from "../../ui/platform";
import { openSheet } from "../../ui/router";
import { t } from "../../ui/words";
import { Languages } from "../_shared/Languages";
import { Logo } from "../_shared/Logo";
import { useApp } from "../_shared/useApp";
import { Devices } from "./Devices";
import { Feeds } from "./Feeds";
import { LogOut } from "./LogOut";
import { ToNotices } from "./ToNotices";
import { OfficeMenu } from "./OfficeMenu";
import { Passkeys } from "./Passkeys";
import { Password } from "./Password";
import { Phone } from "./Phone";
import { Told } from "./Told";
import { TwoStep } from "./TwoStep";

const THEMES = ["system", "light", "dark"] as const;

/** Lisää: who is signed in, how it looks, which devices, what is stored, help, and the way out. */
export function Settings({ menu }: { menu: readonly string[] }) {
  const app = useApp();
  const session = app.session.value;
  return (
    <main class="settings">
      <section class="card settings-who" aria-label={t("settings.account")}>
        <h2>{session.name}</h2>
        <p class="muted">
          {session.email} · {session.organisation}
        </p>
        <Logo look="card" />
        {session.roles.includes("supervisor") ? (
          <a class="settings-row-link" href="/tiimi" onClick={(event) => follow(event, "/tiimi")}>
            {t("settings.to_team")}
          </a>
        ) : null}
        <a class="settings-row-link" href="/raportit" onClick={(event) => follow(event, "/raportit")}>
          {t("settings.to_reports")}
        </a>
        <ToNotices />
        <a class="settings-row-link" href="/tapahtumaloki" onClick={(event) => follow(event, "/tapahtumaloki")}>
          {t("settings.to_trail")}
        </a>
        <a class="settings-row-link" href="/tietosuoja" onClick={(event) => follow(event, "/tietosuoja")}>
          {t("settings.to_processing")}
        </a>
        <a class="settings-row-link" href="/paikalla" onClick={(event) => follow(event, "/paikalla")}>
          {t("settings.to_presence")}
        </a>
      </section>
      <OfficeMenu menu={menu} />
      <Looks />
      <Install />
      <Phone />
      <Told />
      <Devices />
      <Feeds />
      <Password />
      <TwoStep />
      <Passkeys />
      <Button kind="plain" onClick={() => openSheet("keys")}>
        {t("settings.keys")}
      </Button>
      <Stored />
      <Help />
      <LogOut />
    </main>
  );
}

function Looks() {
  const { theme, acts } = useApp();
  return (
    <section class="card">
      <h2>{t("settings.language")}</h2>
      <Languages look="tags" />
      <h2 id="theme">{t("settings.theme")}</h2>
      <div class="tags" role="group" aria-labelledby="theme">
        {THEMES.map((name) => (
          <button
            key={name}
            type="button"
            class="tag"
            aria-pressed={theme.value === name}
            onClick={() => void acts.setTheme(name)}
          >
            {t(`settings.theme.${name}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

function Install() {
  const { installable, acts } = useApp();
  const answer = useSignal("");
  if (isInstalled()) return null;
  const apple = isApple(navigator.userAgent, navigator.maxTouchPoints);
  if (!installable.value && !apple) return null;
  return (
    <section class="card">
      <h2>{t("settings.install")}</h2>
      <p class="muted">{t(apple ? "settings.install.apple" : "settings.install.text")}</p>
      {apple ? null : (
        <Button kind="go" onClick={async () => void (answer.value = await acts.install())}>
          {t("settings.install.do")}
        </Button>
      )}
      <p role="status">{answer.value ? t(`settings.install.${answer.value}`) : ""}</p>
    </section>
  );
}

function Stored() {
  const keys = ["device", "server", "never"] as const;
  return (
    <details class="card settings-unfold">
      <summary>{t("settings.stored")}</summary>
      <ul class="settings-plain">
        {keys.map((key) => (
          <li key={key}>{t(`settings.stored.${key}`)}</li>
        ))}
      </ul>
    </details>
  );
}

function Help() {
  const questions = ["offline", "forgot", "wrong", "kiky"] as const;
  return (
    <details class="card settings-unfold">
      <summary>{t("settings.help")}</summary>
      <dl>
        {questions.map((key) => (
          <div key={key}>
            <dt>{t(`settings.help.${key}.q`)}</dt>
            <dd>{t(`settings.help.${key}.a`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
