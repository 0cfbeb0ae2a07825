import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { Sure } from "../_shared/Sure";
import { useApp } from "../_shared/useApp";
import { type CompanyDraft, draftOf, formOf, ROLES, type StepClaim } from "./companyDraft";

interface Props {
  of: Wire["CompanyData"];
  onClose: (done: boolean) => void;
}

interface PartProps {
  draft: CompanyDraft;
  set: (change: Partial<CompanyDraft>) => void;
}

/** The company's provider: where it is, who Leima is there, and what its word counts for. */
export function CompanySheet({ of, onClose }: Props) {
  const { office } = useApp();
  const [draft, setDraft] = useState(draftOf(of.setting));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [found, setFound] = useState<Wire["CompanyFindings"]["findings"] | null>(null);
  const set = (change: Partial<CompanyDraft>): void => setDraft((now) => ({ ...now, ...change }));
  const attempt = async (): Promise<void> => {
    setFound(null);
    const reply = await office.post("/api/v1/company-sign-in/try", formOf(draft));
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) setFound(reply.data.findings);
  };
  const save = async (): Promise<void> => {
    const reply = await office.put("/api/v1/company-sign-in", formOf(draft));
    return reply.ok ? onClose(true) : setRefusal(reply);
  };
  const remove = async (): Promise<void> => {
    const reply = await office.remove("/api/v1/company-sign-in");
    if (!reply.ok) return setRefusal(reply);
    say(t("oidc.removed"));
    onClose(true);
  };
  return (
    <Sheet title={t("oidc.title")} onClose={() => onClose(false)}>
      <div class="desk">
        <p>
          {t("oidc.redirect")} <code class="integrations-address">{of.redirect}</code>
        </p>
        <Provider draft={draft} set={set} hasSecret={of.setting?.has_secret ?? false} />
        <People draft={draft} set={set} />
        <Step draft={draft} set={set} />
        {found ? <Found findings={found} /> : null}
        <Refused refusal={refusal} />
        <div class="row-buttons">
          <Button onClick={attempt}>{t("oidc.try")}</Button>
          <Button kind="go" onClick={save}>
            {t("common.save")}
          </Button>
        </div>
        {of.setting ? <Sure ask={t("oidc.remove")} yes={t("oidc.remove_yes")} onYes={remove} /> : null}
      </div>
    </Sheet>
  );
}

function Provider({ draft, set, hasSecret }: PartProps & { hasSecret: boolean }) {
  return (
    <>
      <Input
        id="oidc-issuer"
        label={t("oidc.issuer")}
        hint={t("oidc.issuer_hint")}
        value={draft.issuer}
        maxLength={500}
        onInput={(issuer) => set({ issuer })}
      />
      <Input
        id="oidc-client"
        label={t("oidc.client")}
        value={draft.clientId}
        maxLength={200}
        onInput={(clientId) => set({ clientId })}
      />
      <Input
        id="oidc-secret"
        label={t("oidc.secret")}
        hint={t(hasSecret ? "oidc.secret_kept" : "oidc.secret_hint")}
        value={draft.secret}
        maxLength={1000}
        onInput={(secret) => set({ secret })}
      />
      <Input
        id="oidc-word"
        label={t("oidc.word")}
        hint={t("oidc.word_hint")}
        value={draft.word}
        maxLength={40}
        onInput={(word) => set({ word })}
      />
      <div class="integrations-choices">
        <label>
          <input type="checkbox" checked={draft.enabled} onChange={() => set({ enabled: !draft.enabled })} />
          {t("oidc.enabled")}
        </label>
      </div>
    </>
  );
}

function People({ draft, set }: PartProps) {
  return (
    <>
      <div class="integrations-choices">
        <label>
          <input
            type="checkbox"
            checked={draft.trustsEmails}
            onChange={() => set({ trustsEmails: !draft.trustsEmails })}
          />
          <span>
            {t("oidc.trusts")}
            <small>{t("oidc.trusts_hint")}</small>
          </span>
        </label>
      </div>
      <Input
        id="oidc-roles"
        label={t("oidc.role_claim")}
        hint={t("oidc.role_claim_hint")}
        value={draft.roleClaim}
        maxLength={200}
        onInput={(roleClaim) => set({ roleClaim })}
      />
      {draft.roleClaim.trim()
        ? ROLES.map((role) => (
            <Input
              key={role}
              id={`oidc-role-${role}`}
              label={t("oidc.role_values", { role: t(`people.role.${role}`) })}
              value={draft.values[role]}
              onInput={(values) => set({ values: { ...draft.values, [role]: values } })}
            />
          ))
        : null}
    </>
  );
}

function Step({ draft, set }: PartProps) {
  return (
    <>
      <Select
        id="oidc-step"
        label={t("oidc.step")}
        hint={t("oidc.step_hint")}
        value={draft.step}
        options={[
          ["", t("oidc.step.own")],
          ["amr", "amr"],
          ["acr", "acr"],
        ]}
        onInput={(step) => set({ step: step as StepClaim, stepValues: step === "amr" ? "mfa" : "" })}
      />
      {draft.step ? (
        <Input
          id="oidc-step-values"
          label={t("oidc.step_values")}
          value={draft.stepValues}
          onInput={(stepValues) => set({ stepValues })}
        />
      ) : null}
    </>
  );
}

function Found({ findings }: { findings: Wire["CompanyFindings"]["findings"] }) {
  const well = findings.every(({ wrong }) => !wrong);
  return (
    <div class={well ? "note" : "note bad"} role="status">
      <p>{t(well ? "oidc.try.well" : "oidc.try.wrong")}</p>
      <ul>
        {findings.map(({ step, wrong }) => (
          <li key={step}>
            {t(`oidc.try.${step}`)}: {wrong ? t(`oidc.wrong.${wrong}`) : t("oidc.try.ok")}
          </li>
        ))}
      </ul>
    </div>
  );
}
