import { useState } from "preact/hooks";
import type { Wire } from "../../store/live";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Input, type Refusal, Refused, Select, useReply } from "../desk";
import { FORMS } from "../forms";
import { NAMES } from "../Languages";
import { useLive } from "../live";
import { InviteLink } from "./InviteLink";

interface Props {
  people: readonly Wire["Listed"][];
  onAdded: () => void;
  onClose: () => void;
}

const EMPTY = {
  ...{ name: "", email: "", start: "", lang: "fi", team: "", role: "" },
  ...{ agreement: "", form: "flexitime", pay: "monthly" },
};
/** Whoever records no hours, such as an outside payroll clerk. */
export const NO_CONTRACT = "-";
export type Typed = typeof EMPTY;

function isFilled(field: string, text: string): boolean {
  return field === "email" ? /^[^\s@]+@[^\s@]+$/.test(text.trim()) : text.trim() !== "";
}

/** What the server is asked; the first thing that is missing, by name, where something is. */
export function formOf(typed: Typed): { missing: string } | { form: Wire["NewPerson"] } {
  const missing = (["name", "email", "start", "agreement"] as const).find((field) => !isFilled(field, typed[field]));
  if (missing) return { missing };
  const { name, email, start, lang, team, role, agreement, form, pay } = typed;
  const contract = agreement === NO_CONTRACT ? null : { agreement, form, pay };
  const given = { name: name.trim(), email: email.trim(), start, lang, team: team || null, roles: role ? [role] : [] };
  return { form: { ...given, contract } as Wire["NewPerson"] };
}

/** A new person: in at once, and a link with which they choose their password. */
export function NewPerson({ people, onAdded, onClose }: Props) {
  const { office } = useLive();
  const [typed, setTyped] = useState(EMPTY);
  const [missing, setMissing] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [link, setLink] = useState<Wire["Link"] | null>(null);
  const add = async (): Promise<void> => {
    const asked = formOf(typed);
    setMissing("missing" in asked ? asked.missing : "");
    setRefusal(null);
    if ("missing" in asked) return document.getElementById(`person-${asked.missing}`)?.focus();
    const added = await office.post<Wire["Added"]>("/api/v1/people", asked.form);
    if (!added.ok) return setRefusal(added);
    onAdded();
    const made = await office.post<Wire["Link"]>("/api/v1/auth/invitations", { person: added.data.id });
    if (made.ok) return setLink(made.data);
    say(t("people.added_only", { name: typed.name.trim() }));
    onClose();
  };
  return (
    <section class="card person-new" aria-label={t("people.add")}>
      <h2>{t("people.add")}</h2>
      {link ? (
        <InviteLink link={link} name={typed.name.trim()} joined={false} />
      ) : (
        <Fields people={people} typed={typed} onType={(part) => setTyped({ ...typed, ...part })} />
      )}
      <div role="alert">{missing ? <p class="note bad">{t(`people.lacks.${missing}`)}</p> : null}</div>
      <Refused refusal={refusal} />
      <span class="row-buttons">
        {link ? null : (
          <Button kind="go" onClick={add}>
            {t("people.add_do")}
          </Button>
        )}
        <Button onClick={onClose}>{t(link ? "common.close" : "common.cancel")}</Button>
      </span>
    </section>
  );
}

interface FieldsProps {
  people: readonly Wire["Listed"][];
  typed: Typed;
  onType: (part: Partial<Typed>) => void;
}

function Fields({ people, typed, onType }: FieldsProps) {
  const { roles } = useLive().session.value;
  const teams = new Map(people.flatMap((one) => one.teams.map(({ id, name }) => [id, name] as const)));
  const choice = (name: keyof Typed, options: readonly (readonly [string, string])[]) => (
    <Select
      id={`person-${name}`}
      label={t(`people.field.${name}`)}
      value={typed[name]}
      options={options}
      onInput={(value) => onType({ [name]: value })}
    />
  );
  const line = (name: keyof Typed, type: "text" | "date" | "email" = "text") => (
    <Input
      id={`person-${name}`}
      label={t(`people.field.${name}`)}
      type={type}
      value={typed[name]}
      onInput={(value) => onType({ [name]: value })}
    />
  );
  return (
    <div class="desk-form">
      {line("name")}
      {line("email", "email")}
      {line("start", "date")}
      {choice("lang", Object.entries(NAMES))}
      {choice("team", [["", t("people.no_team")], ...teams])}
      {roles.includes("admin")
        ? choice(
            "role",
            ["", "payroll", "admin"].map((role) => [role, t(`people.role.${role || "employee"}`)] as const),
          )
        : null}
      <Employment agreement={typed.agreement} choice={choice} />
    </div>
  );
}

type Choice = (name: keyof Typed, options: readonly (readonly [string, string])[]) => preact.JSX.Element;

/** The first contract: its agreement, and then the form and the pay. */
function Employment({ agreement, choice }: { agreement: string; choice: Choice }) {
  const [reply] = useReply<Wire["Agreements"]>("/api/v1/agreements");
  const known = reply?.ok ? reply.data.agreements.map(({ key, name }) => [key, name] as const) : [];
  const employed = agreement !== "" && agreement !== NO_CONTRACT;
  const forms = FORMS.map((form) => [form, t(`form.${form}`)] as const);
  const pays = ["monthly", "hourly"].map((pay) => [pay, t(`contracts.pay.${pay}`)] as const);
  return (
    <>
      {choice("agreement", [["", t("people.choose")], ...known, [NO_CONTRACT, t("people.no_contract")]])}
      {employed ? choice("form", forms) : null}
      {employed ? choice("pay", pays) : null}
    </>
  );
}
