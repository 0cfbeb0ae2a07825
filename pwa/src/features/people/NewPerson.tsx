import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { type Refusal, Refused, useReply } from "../_shared/reply/reply";
import { FORMS } from "../_shared/forms/contractForms";
import { NAMES } from "../_shared/Languages";
import { periodsOf, wagesOf } from "../_shared/forms/employment";
import { useApp } from "../_shared/useApp";
import { InviteLink } from "./InviteLink";

interface Props {
  people: readonly Wire["Listed"][];
  onAdded: () => void;
  onClose: () => void;
}

const EMPTY = {
  name: "",
  email: "",
  start: "",
  lang: "fi",
  team: "",
  role: "",
  agreement: "",
  form: "flexitime",
  pay: "monthly",
  weeks: "",
  first: "",
  wage: "",
};
/** Whoever records no hours, such as an outside payroll clerk. */
export const NO_CONTRACT = "-";
export type Typed = typeof EMPTY;

function isFilled(field: string, text: string): boolean {
  return field === "email" ? /^[^\s@]+@[^\s@]+$/.test(text.trim()) : text.trim() !== "";
}

/** The first contract: when the periods of period work begin, and an hourly wage, where they were written. */
function contractOf({ agreement, form, pay, weeks, first, wage }: Typed): object | { wrong: string } | null {
  if (agreement === NO_CONTRACT) return null;
  const told = periodsOf({ form, weeks, start: first });
  if ("wrong" in told) return { wrong: told.wrong === "start" ? "first" : told.wrong };
  const waged = wagesOf({ pay, wage });
  return "wrong" in waged ? { wrong: "wage" } : { agreement, form, pay, ...told, ...waged };
}

/** What the server is asked; the first thing that is missing, by name, where something is. */
export function formOf(typed: Typed): { missing: string } | { form: Wire["NewPerson"] } {
  const missing = (["name", "email", "start", "agreement"] as const).find((field) => !isFilled(field, typed[field]));
  if (missing) return { missing };
  const { name, email, start, lang, team, role } = typed;
  const contract = contractOf(typed);
  if (contract && "wrong" in contract) return { missing: String(contract.wrong) };
  const given = { name: name.trim(), email: email.trim(), start, lang, team: team || null, roles: role ? [role] : [] };
  return { form: { ...given, contract } as Wire["NewPerson"] };
}

/** A new person: in at once, and a link with which they choose their password. */
export function NewPerson({ people, onAdded, onClose }: Props) {
  const { office } = useApp();
  const [typed, setTyped] = useState(EMPTY);
  const [missing, setMissing] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [link, setLink] = useState<Wire["Link"] | null>(null);
  const add = async (): Promise<void> => {
    const asked = formOf(typed);
    setMissing("missing" in asked ? asked.missing : "");
    setRefusal(null);
    if ("missing" in asked) return document.getElementById(`person-${asked.missing}`)?.focus();
    const added = await office.post("/api/v1/people", asked.form);
    if (!added.ok) return setRefusal(added);
    onAdded();
    const made = await office.post("/api/v1/auth/invitations", { person: added.data.id });
    if (made.ok) return setLink(made.data);
    say(t("people.added_only", { name: typed.name.trim() }));
    onClose();
  };
  return (
    <section class="card people-person-new" aria-label={t("people.add")}>
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
  const { roles } = useApp().session.value;
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
      <Employment typed={typed} choice={choice} line={line} />
    </div>
  );
}

interface EmploymentProps {
  typed: Typed;
  choice: (name: keyof Typed, options: readonly (readonly [string, string])[]) => preact.JSX.Element;
  line: (name: keyof Typed, type?: "text" | "date" | "email") => preact.JSX.Element;
}

/** The first contract: its agreement, then the form with the periods of period work, and the pay with the wage. */
function Employment({ typed: { agreement, form, pay }, choice, line }: EmploymentProps) {
  const [reply] = useReply("/api/v1/agreements");
  const known = reply?.ok ? reply.data.agreements.map(({ key, name }) => [key, name] as const) : [];
  const employed = agreement !== "" && agreement !== NO_CONTRACT;
  const forms = FORMS.map((form) => [form, t(`form.${form}`)] as const);
  const pays = ["monthly", "hourly"].map((pay) => [pay, t(`contracts.pay.${pay}`)] as const);
  return (
    <>
      {choice("agreement", [["", t("people.choose")], ...known, [NO_CONTRACT, t("people.no_contract")]])}
      {employed ? choice("form", forms) : null}
      {employed && form === "period" ? line("weeks") : null}
      {employed && form === "period" ? line("first", "date") : null}
      {employed ? choice("pay", pays) : null}
      {employed && pay === "hourly" ? line("wage") : null}
    </>
  );
}
