import { Button } from "../../ui/Button";
import { Icon, type IconName } from "../../ui/Icon";
import { t } from "../../ui/words";
import { Languages } from "../_shared/Languages";

const STEPS: readonly [IconName, string][] = [
  ["share", "signin.ios.share"],
  ["plus", "signin.ios.add"],
  ["phone", "signin.ios.open"],
];

/** iOS gives the installed app a storage of its own: what is signed in here would not be signed in there. */
export function HomeScreenFirst({ onStay }: { onStay: () => void }) {
  return (
    <main class="signin-door">
      <div class="signin-card">
        <img class="signin-mark" src="/icons/leima.svg" alt="" width="64" height="64" />
        <h1>{t("signin.ios.title")}</h1>
        <p class="muted">{t("signin.ios.why")}</p>
        <ol class="signin-steps">
          {STEPS.map(([icon, key]) => (
            <li key={key}>
              <Icon name={icon} />
              <span>{t(key)}</span>
            </li>
          ))}
        </ol>
        <Button kind="link" onClick={onStay}>
          {t("signin.ios.stay")}
        </Button>
      </div>
      <Languages />
    </main>
  );
}
