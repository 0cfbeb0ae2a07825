import "./ledger.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Office } from "../../store/appState";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { useApp } from "../_shared/useApp";
import { AccountField, After, AmountField, DateField, ReasonField, SheetPerson } from "./fields";
import { changed, fetchTable, personOf, table } from "./fetched";
import { Save, sayDone } from "./Posting";
import { typedAmount } from "./typed";

/** From which account time may go to which. */
const PAIRS: Readonly<Record<string, readonly string[]>> = {
  flex: ["bank"],
  overtime_leave: ["bank", "flex"],
  bank: ["flex", "overtime_leave"],
  reduction_leave: ["bank"],
  annual_leave_day: ["bank"],
};

/** What is typed; one id for the whole sheet, so that a repeated tap is the same transfer. */
function useDraft(id: string, date: string) {
  return {
    id: useSignal(id),
    source: useSignal("flex"),
    target: useSignal("bank"),
    amount: useSignal(""),
    date: useSignal(date),
    reason: useSignal(""),
    hourly: useSignal(""),
    said: useSignal(""),
  };
}

type Draft = ReturnType<typeof useDraft>;

/** The target that is picked, or the first that the source allows. */
function intoOf({ source, target }: Draft): string {
  const targets = PAIRS[source.value] ?? ["bank"];
  return targets.includes(target.value) ? target.value : targets[0]!;
}

/** Parts of pay that may become time in the bank, by the account that stands for each; payroll alone turns them. */
const OF_PAY: Readonly<Record<string, string>> = { pay_supplements: "supplements", holiday_bonus: "holiday_bonus" };

function exchangeOf(draft: Draft, person: string): object {
  const hourly = typedAmount(draft.hourly.value, "cent");
  const own = { id: draft.id.value, person, source: OF_PAY[draft.source.value], date: draft.date.value };
  return { ...own, minutes: typedAmount(draft.amount.value, "min"), reason: draft.reason.value, hourly_cents: hourly };
}

function bodyOf(draft: Draft, person: string): object {
  const minutes = typedAmount(draft.amount.value, "min");
  const own = { id: draft.id.value, person, source: draft.source.value, target: intoOf(draft), minutes };
  return { ...own, date: draft.date.value, reason: draft.reason.value };
}

async function move(office: Office, draft: Draft, person: string, onDone: () => void): Promise<void> {
  const reply = OF_PAY[draft.source.value]
    ? await office.post("/api/v1/payroll/exchanges", exchangeOf(draft, person))
    : await office.post("/api/v1/transfers", bodyOf(draft, person));
  if (!reply.ok) {
    draft.said.value = reply.offline ? t("ledger.not_done_offline") : reply.problem.detail;
    return;
  }
  sayDone(office, reply.data);
  onDone();
  await changed(office);
}

/** Time from one account to another; limits are the server's and are named when they stop it. */
export function Transfer({ of: person = "", onClose }: { of?: string; onClose: () => void }) {
  const app = useApp();
  const draft = useDraft(app.office.newId(), app.today.value?.date ?? "");
  useEffect(() => {
    if (table.value === null) void fetchTable(app.office);
  }, []);
  return (
    <Sheet title={t("ledger.move")} onClose={onClose}>
      <Form draft={draft} person={person} onMove={() => move(app.office, draft, person, onClose)} />
    </Sheet>
  );
}

function Form({ draft, person, onMove }: { draft: Draft; person: string; onMove: () => Promise<void> }) {
  const { source, target, amount, date, reason, hourly, said } = draft;
  const { roles } = useApp().session.value;
  const accounts = [...Object.keys(PAIRS), ...(roles.includes("payroll") ? Object.keys(OF_PAY) : [])];
  const ofPay = OF_PAY[source.value] !== undefined;
  const minutes = typedAmount(amount.value, "min");
  const ready = minutes !== null && minutes > 0 && reason.value.trim() !== "" && date.value !== "";
  return (
    <form class="ledger-form" onSubmit={(event) => event.preventDefault()}>
      <SheetPerson name={personOf(person)?.name} />
      <AccountField label={t("ledger.from")} accounts={accounts} value={source} />
      <AccountField
        key={source.value}
        label={t("ledger.to")}
        accounts={PAIRS[source.value] ?? ["bank"]}
        value={target}
      />
      <AmountField value={amount} unit="min" />
      <DateField value={date} />
      <ReasonField value={reason} />
      {source.value === "holiday_bonus" ? (
        <Input
          id="ledger-hourly"
          label={t("ledger.hourly")}
          value={hourly.value}
          onInput={(text) => (hourly.value = text)}
        />
      ) : null}
      {ofPay ? (
        <p class="muted small">{t("ledger.exchange_note")}</p>
      ) : (
        <After person={person} account={source.value} amount={minutes === null ? null : -minutes} />
      )}
      <After person={person} account={intoOf(draft)} amount={minutes} />
      {said.value ? <p role="alert">{said.value}</p> : null}
      <Save ready={ready} onSave={onMove} />
    </form>
  );
}
