import "./integrations.css";
import { t } from "../../ui/words";
import { ApiKeys } from "./ApiKeys";
import { CompanySignIn } from "./CompanySignIn";
import { Webhooks } from "./Webhooks";

/** What programs may ask, and what they hear of: keys and webhooks, for admins. */
export function Integrations() {
  return (
    <main class="desk integrations">
      <p class="muted">{t("integrations.lead")}</p>
      <ApiKeys />
      <Webhooks />
      <CompanySignIn />
    </main>
  );
}
