import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { type Asked, type Refusal, Refused, refusalText, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { CompanySheet } from "./CompanySheet";
import { when } from "./when";

/** The company's own sign-in: what the provider is told, whether it is the only way in, and who comes in by it. */
export function CompanySignIn({ asked: [reply, again] }: { asked: Asked<Wire["CompanyData"]> }) {
  const [open, setOpen] = useState(false);
  const close = (done: boolean): void => {
    setOpen(false);
    if (done) again();
  };
  return (
    <section class="card" aria-labelledby="company-sign-in">
      <div class="desk-head">
        <h2 id="company-sign-in">{t("oidc.title")}</h2>
        <Button label={t("oidc.change_it")} onClick={() => setOpen(true)}>
          {t("oidc.change")}
        </Button>
      </div>
      <p class="muted">{t("oidc.text")}</p>
      <Wait reply={reply} again={again}>
        {(found) => (
          <>
            {found.setting ? <Standing found={found} again={again} /> : <p class="muted">{t("oidc.none")}</p>}
            {open ? <CompanySheet of={found} onClose={close} /> : null}
          </>
        )}
      </Wait>
    </section>
  );
}

function Standing({ found, again }: { found: Wire["CompanyData"]; again: () => void }) {
  const { office } = useApp();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { setting, only, people, signs_out, sign_in_page } = found;
  const turn = async (): Promise<void> => {
    const done = await office.put("/api/v1/company-sign-in/only", { only: !only });
    setRefusal(done.ok ? null : done);
    again();
  };
  return (
    <>
      <p>
        {t(setting?.enabled ? "oidc.on" : "oidc.off")} <span class="integrations-address">{setting?.issuer}</span>
      </p>
      <p>
        {t("oidc.page")} <code class="integrations-address">{sign_in_page}</code>
      </p>
      <div class="integrations-choices">
        <label>
          <input
            type="checkbox"
            checked={only}
            disabled={!setting?.enabled}
            aria-describedby="oidc-only"
            onChange={() => void turn()}
          />
          {t("oidc.only")}
        </label>
      </div>
      <small id="oidc-only">
        {t("oidc.only_hint")} {only ? null : t("oidc.signs_out", { n: signs_out })}
      </small>
      <Refused refusal={refusal} />
      <h3>{t("oidc.people", { n: people.length })}</h3>
      <ul class="integrations-list">
        {people.map((one) => (
          <Linked key={one.id} one={one} again={again} />
        ))}
      </ul>
    </>
  );
}

function Linked({ one, again }: { one: Wire["LinkedPerson"]; again: () => void }) {
  const { office } = useApp();
  const unlink = async (): Promise<void> => {
    const gone = await office.remove(`/api/v1/company-sign-in/people/${encodeURIComponent(one.id)}`);
    say(gone.ok ? t("oidc.unlinked", { name: one.name }) : refusalText(gone), !gone.ok);
    again();
  };
  return (
    <li>
      <div>
        <b>{one.name}</b>
        <small>{t("oidc.used", { when: when(one.used_at) })}</small>
      </div>
      <Button label={t("oidc.unlink_named", { name: one.name })} onClick={unlink}>
        {t("oidc.unlink")}
      </Button>
    </li>
  );
}
