import type { Signal } from "@preact/signals";
import { DateInput } from "../../ui/DateTime";
import { language, t } from "../../ui/words";
import { personOf } from "./kept";
import { typedAmount, written, type Unit } from "./typed";

/** What each account is kept in. */
export const UNITS: Readonly<Record<string, Unit>> = {
  flex: "min",
  overtime_leave: "min",
  bank: "min",
  kiky: "min",
  reduction_leave: "min",
  annual_leave_day: "min",
  annual_holiday: "day",
  holiday_bonus: "cent",
};

type Typed = Signal<string>;

export function SheetPerson({ name }: { name: string | undefined }) {
  return name ? <p class="muted">{name}</p> : null;
}

interface AccountProps {
  label: string;
  accounts: readonly string[];
  value: Typed;
}

export function AccountField({ label, accounts, value }: AccountProps) {
  const id = `ledger-${label}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="input" value={value.value} onChange={(event) => (value.value = event.currentTarget.value)}>
        {accounts.map((account) => (
          <option key={account} value={account}>
            {t(`account.${account}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

export function AmountField({ value, unit }: { value: Typed; unit: Unit }) {
  const wrong = value.value.trim() !== "" && typedAmount(value.value, unit) === null;
  return (
    <div class="field">
      <label for="ledger-amount">{t(`ledger.amount.${unit}`)}</label>
      <input
        id="ledger-amount"
        class="input"
        type="text"
        autocomplete="off"
        value={value.value}
        aria-invalid={wrong || undefined}
        aria-describedby="ledger-amount-help"
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
      <small id="ledger-amount-help">{t(wrong ? `ledger.amount_wrong.${unit}` : `ledger.amount_help.${unit}`)}</small>
    </div>
  );
}

export function DateField({ value }: { value: Typed }) {
  return (
    <div class="field">
      <label for="ledger-date">{t("ledger.date")}</label>
      <DateInput id="ledger-date" required value={value.value} onInput={(date) => (value.value = date)} />
    </div>
  );
}

export function ReasonField({ value }: { value: Typed }) {
  return (
    <div class="field">
      <label for="ledger-reason">{t("ledger.reason")}</label>
      <input
        id="ledger-reason"
        class="input"
        type="text"
        maxLength={500}
        required
        value={value.value}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
    </div>
  );
}

export function Tick({ label, help, value }: { label: string; help: string; value: Signal<boolean> }) {
  return (
    <label class="ledger-tick">
      <input type="checkbox" checked={value.value} onChange={(event) => (value.value = event.currentTarget.checked)} />
      <span>
        <b>{label}</b>
        <small>{help}</small>
      </span>
    </label>
  );
}

interface AfterProps {
  person: string;
  account: string;
  amount: number | null;
  /** The amount takes the place of what the year opened with. */
  replaces?: boolean;
}

/** What the balance is now and what it will be. The server has the last word. */
export function After({ person, account, amount, replaces = false }: AfterProps) {
  const row = personOf(person);
  if (!row || amount === null || replaces) return null;
  const unit = UNITS[account]!;
  const held = row.accounts.find((one) => one.account === account)?.amount ?? 0;
  const [now, then] = [held, held + amount].map((value) => written(value, unit, language()));
  return (
    <p class="ledger-after" role="status">
      {t("ledger.after", { account: t(`account.${account}`), now, then })}
    </p>
  );
}
