import "./integrations.css";
import { t } from "../../ui/words";
import { useReply, Wait } from "../_shared/reply/reply";
import { ApiKeys } from "./ApiKeys";
import { CompanySignIn } from "./CompanySignIn";
import { Webhooks } from "./Webhooks";

/** What programs may ask, and what they hear of: keys and webhooks, for admins. Without a network that is said once. */
export function Integrations() {
  const keys = useReply("/api/v1/api-keys");
  const hooks = useReply("/api/v1/webhooks");
  const company = useReply("/api/v1/company-sign-in");
  const asked = [keys, hooks, company] as const;
  const cut = asked.flatMap(([reply]) => (reply && !reply.ok && reply.offline ? [reply] : []));
  const again = (): void => asked.forEach(([, ask]) => ask());
  return (
    <main class="desk integrations">
      <p class="muted">{t("integrations.lead")}</p>
      {cut.length === asked.length ? (
        <Wait reply={cut[0]!} again={again}>
          {() => null}
        </Wait>
      ) : (
        <>
          <ApiKeys asked={keys} />
          <Webhooks asked={hooks} />
          <CompanySignIn asked={company} />
        </>
      )}
    </main>
  );
}
