import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { Sure } from "../_shared/Sure";
import { useApp } from "../_shared/useApp";
import { useKept } from "./kept";

type Site = Wire["SetUpSite"];
type Put = (id: string, body: { name: string; address: string }) => Promise<boolean>;

/** Where teams are, by name and street address. One that has teams cannot go: the server says which. */
export function Sites({ state, onDone }: { state: Wire["SetUp"]; onDone: () => void }) {
  const { office } = useApp();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const done = (reply: { ok: true } | Refusal, told: string): boolean => {
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) say(told);
    if (reply.ok) onDone();
    return reply.ok;
  };
  const put: Put = async (id, { name, address }) => {
    const body = { name: name.trim(), address: address.trim() };
    return done(await office.put(`/api/v1/setup/sites/${id}`, body), t("setup.saved"));
  };
  const remove = async (id: string): Promise<unknown> =>
    done(await office.remove(`/api/v1/setup/sites/${id}`), t("setup.site.removed"));
  return (
    <section class="setup-sites" aria-label={t("setup.sites")}>
      <h3>{t("setup.sites")}</h3>
      <p class="muted">{t("setup.sites.lead")}</p>
      <ul class="setup-list">
        {state.sites.map((site) => (
          <One key={site.id} site={site} onPut={put} onRemove={() => remove(site.id)} />
        ))}
      </ul>
      <New onPut={(body) => put(office.newId(), body)} />
      <Refused refusal={refusal} />
    </section>
  );
}

function New({ onPut }: { onPut: (body: { name: string; address: string }) => Promise<boolean> }) {
  const [name, setName] = useKept("site_name", "");
  const [address, setAddress] = useKept("site_address", "");
  const add = async (): Promise<void> => {
    if (name.trim() && (await onPut({ name, address }))) [setName, setAddress].forEach((set) => set(""));
  };
  return (
    <div class="desk-form">
      <Input id="setup-site" label={t("setup.site.new")} value={name} onInput={setName} maxLength={200} />
      <Input
        id="setup-site-address"
        label={t("setup.site.address")}
        value={address}
        onInput={setAddress}
        maxLength={200}
      />
      <Button onClick={add}>{t("setup.site.add")}</Button>
    </div>
  );
}

interface OneProps {
  site: Site;
  onPut: Put;
  onRemove: () => Promise<unknown>;
}

function One({ site, onPut, onRemove }: OneProps) {
  const [typed, setTyped] = useState<{ name: string; address: string } | null>(null);
  const label = (act: string): string => `${t(act)}: ${site.name}`;
  const save = async (): Promise<void> => {
    if (typed?.name.trim() && (await onPut(site.id, typed))) setTyped(null);
  };
  if (typed)
    return (
      <li>
        <Changed id={site.id} typed={typed} onType={(part) => setTyped({ ...typed, ...part })}>
          <Button kind="go" label={label("common.save")} onClick={save}>
            {t("common.save")}
          </Button>
          <Button onClick={() => setTyped(null)}>{t("common.cancel")}</Button>
        </Changed>
      </li>
    );
  return (
    <li>
      <div>
        <b>{site.name}</b>
        {site.address ? <small>{site.address}</small> : null}
        <small>{tn("setup.site.teams", site.teams)}</small>
      </div>
      <div class="row-buttons">
        <Button label={label("setup.site.edit")} onClick={() => setTyped({ name: site.name, address: site.address })}>
          {t("setup.site.edit")}
        </Button>
        <Sure
          ask={t("setup.site.remove")}
          label={label("setup.site.remove")}
          yes={t("setup.site.remove_yes")}
          onYes={onRemove}
        />
      </div>
    </li>
  );
}

interface ChangedProps {
  id: string;
  typed: { name: string; address: string };
  onType: (part: Partial<{ name: string; address: string }>) => void;
  children: preact.ComponentChildren;
}

function Changed({ id, typed, onType, children }: ChangedProps) {
  return (
    <div class="setup-site-form">
      <div class="desk-form">
        <Input
          id={`setup-site-name-${id}`}
          label={t("setup.site.name")}
          value={typed.name}
          onInput={(name) => onType({ name })}
          maxLength={200}
        />
        <Input
          id={`setup-site-address-${id}`}
          label={t("setup.site.address")}
          value={typed.address}
          onInput={(address) => onType({ address })}
          maxLength={200}
        />
      </div>
      <div class="row-buttons">{children}</div>
    </div>
  );
}
