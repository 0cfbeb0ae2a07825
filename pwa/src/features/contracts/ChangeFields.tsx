import { t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { useReply } from "../_shared/reply/reply";
import { FORMS } from "../_shared/forms/contractForms";
import { SUMS } from "../_shared/forms/travelTerms";
import { type Asked, KINDS } from "./change";

interface Props {
  asked: Asked;
  onChange: (part: Partial<Asked>) => void;
}

/** What changes, from which date, and until when if not for good. */
export function ChangeFields({ asked, onChange }: Props) {
  return (
    <>
      <div class="desk-form contracts-fields">
        {asked.kind === "begin" ? null : (
          <Select
            id="change-kind"
            label={t("contracts.what")}
            value={asked.kind}
            options={KINDS.map((kind) => [kind, t(`contracts.kind.${kind}`)] as const)}
            onInput={(kind) =>
              onChange({ kind: kind as Asked["kind"], more: kind === "longer_week" ? "30" : "6", sums: {} })
            }
          />
        )}
        <Own asked={asked} onChange={onChange} />
        <Input
          id="change-from"
          type="date"
          label={t("contracts.from")}
          value={asked.from}
          onInput={(from) => onChange({ from })}
        />
        <Input
          id="change-until"
          type="date"
          label={t("contracts.until")}
          value={asked.until}
          onInput={(until) => onChange({ until })}
        />
      </div>
      <p class="muted">{t(`contracts.about.${asked.kind}`)}</p>
      {asked.kind === "longer_day" || asked.kind === "longer_week" ? (
        <label class="desk-check-row">
          <input
            type="checkbox"
            checked={asked.hourlyToo}
            onChange={(event) => onChange({ hourlyToo: event.currentTarget.checked })}
          />
          <span>{t("contracts.hourly_too")}</span>
        </label>
      ) : null}
    </>
  );
}

/** The fields that this kind of change has. */
function Own({ asked, onChange }: Props) {
  switch (asked.kind) {
    case "longer_day":
    case "longer_week":
      return <Line name="more" asked={asked} onChange={onChange} />;
    case "agreement":
      return <Agreement asked={asked} onChange={onChange} />;
    case "begin":
      return <Begin asked={asked} onChange={onChange} />;
    case "form":
      return (
        <>
          <Choice name="form" values={FORMS} words="form" asked={asked} onChange={onChange} />
          {asked.form === "period" ? <Periods asked={asked} onChange={onChange} /> : null}
        </>
      );
    case "period":
      return <Periods asked={asked} onChange={onChange} />;
    case "pay":
      return <Pay asked={asked} onChange={onChange} />;
    case "wage":
      return <Line name="wage" asked={asked} onChange={onChange} />;
    case "travel":
      return <Travel asked={asked} onChange={onChange} />;
    case "travel_pay":
    case "travel_prices":
      return <Sums part={asked.kind} asked={asked} onChange={onChange} />;
    case "share":
      return <Line name="share" asked={asked} onChange={onChange} />;
    case "kiky_opt_out":
      return <Line name="reason" asked={asked} onChange={onChange} />;
    case "hours":
      return (
        <>
          <Line name="day" asked={asked} onChange={onChange} />
          <Line name="week" asked={asked} onChange={onChange} />
        </>
      );
  }
}

/** Everything that a contract says; the hours may be left to the agreement. */
function Begin({ asked, onChange }: Props) {
  return (
    <>
      <Agreement asked={asked} onChange={onChange} />
      <Choice name="form" values={FORMS} words="form" asked={asked} onChange={onChange} />
      <Pay asked={asked} onChange={onChange} />
      <Choice name="payee" values={["employee", "contractor"]} words="contracts.payee" {...{ asked, onChange }} />
      <Line name="share" asked={asked} onChange={onChange} />
      <Line name="day" asked={asked} onChange={onChange} />
      <Line name="week" asked={asked} onChange={onChange} />
      {asked.form === "period" ? <Periods asked={asked} onChange={onChange} /> : null}
    </>
  );
}

/** The way of pay, and for the hourly paid the wage. */
function Pay({ asked, onChange }: Props) {
  return (
    <>
      <Choice name="pay" values={["monthly", "hourly"]} words="contracts.pay" asked={asked} onChange={onChange} />
      {asked.pay === "hourly" ? <Line name="wage" asked={asked} onChange={onChange} /> : null}
    </>
  );
}

/** Whether the person invoices, and whether the sector has rules of its own for daily trips. */
function Travel({ asked, onChange }: Props) {
  const props = { asked, onChange };
  return (
    <>
      <Choice name="payee" values={["employee", "contractor"]} words="contracts.payee" {...props} />
      <Choice name="sector" values={["usual", "special"]} words="contracts.sector" {...props} />
    </>
  );
}

/** Sums of travel in euros, each with what it is paid for. */
function Sums({ part, asked, onChange }: Props & { part: keyof typeof SUMS }) {
  return (
    <div class="desk-form contracts-sums">
      {SUMS[part].map((name) => (
        <Input
          key={part + name}
          id={`change-${name}`}
          label={t("contracts.in_euros", { what: t(`contracts.sum.${part}.${name}`) })}
          hint={t(`contracts.hint.${part}.${name}`)}
          value={asked.sums[name] ?? ""}
          onInput={(sum) => onChange({ sums: { ...asked.sums, [name]: sum } })}
        />
      ))}
    </div>
  );
}

/** When the periods of period work begin. */
function Periods({ asked, onChange }: Props) {
  return (
    <>
      <Line name="weeks" asked={asked} onChange={onChange} />
      <Line name="start" type="date" asked={asked} onChange={onChange} />
    </>
  );
}

type LineName = "more" | "share" | "reason" | "day" | "week" | "weeks" | "start" | "wage";

function Line({ name, type = "text", asked, onChange }: Props & { name: LineName; type?: "text" | "date" }) {
  return (
    <Input
      id={`change-${name}`}
      type={type}
      label={t(`contracts.field.${name}`)}
      value={asked[name]}
      onInput={(value) => onChange({ [name]: value })}
    />
  );
}

function Choice({
  name,
  values,
  words,
  asked,
  onChange,
}: Props & { name: "form" | "pay" | "payee" | "sector"; values: readonly string[]; words: string }) {
  return (
    <Select
      id={`change-${name}`}
      label={t(`contracts.field.${name}`)}
      value={asked[name]}
      options={values.map((value) => [value, t(`${words}.${value}`)] as const)}
      onInput={(value) => onChange({ [name]: value })}
    />
  );
}

function Agreement({ asked, onChange }: Props) {
  const [reply] = useReply("/api/v1/agreements");
  const heads = reply?.ok ? reply.data.agreements : [];
  const options = [["", t("contracts.choose_agreement")], ...heads.map(({ key, name }) => [key, name])];
  return (
    <Select
      id="change-agreement"
      label={t(asked.kind === "begin" ? "people.field.agreement" : "contracts.field.agreement")}
      value={asked.agreement}
      options={options as [string, string][]}
      onInput={(agreement) => onChange({ agreement })}
    />
  );
}
