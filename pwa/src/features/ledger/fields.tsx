import type { Signal } from "@preact/signals";
import { language, t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { personOf } from "./fetched";
import { type Unit, written } from "../_shared/written";
import { typedAmount } from "./typed";

/** What each account is kept in. */
export const UNITS: Readonly<Record<string, Unit>> = {
  flex: "min",
  overtime_leave: "min",
  bank: "min",
  kiky: "min",
  reduction_leave: "min",
  annual_leave_day: "min",
  annual_holiday: "day",
  saved_leave: "day",
  holiday_bonus: "cent",
  bonus_time: "min",
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
  const options = accounts.map((account) => [account, t(`account.${account}`)] as const);
  return (
    <Select
      id={`ledger-${label}`}
      label={label}
      value={value.value}
      options={options}
      onInput={(account) => (value.value = account)}
    />
  );
}

export function AmountField({ value, unit }: { value: Typed; unit: Unit }) {
  const wrong = value.value.trim() !== "" && typedAmount(value.value, unit) === null;
  return (
    <Input
      id="ledger-amount"
      label={t(`ledger.amount.${unit}`)}
      value={value.value}
      wrong={wrong}
      hint={t(wrong ? `ledger.amount_wrong.${unit}` : `ledger.amount_help.${unit}`)}
      onInput={(text) => (value.value = text)}
    />
  );
}

export function DateField({ value }: { value: Typed }) {
  const onInput = (date: string) => (value.value = date);
  return <Input id="ledger-date" label={t("ledger.date")} type="date" required value={value.value} onInput={onInput} />;
}

export function ReasonField({ value }: { value: Typed }) {
  const onInput = (text: string) => (value.value = text);
  return (
    <Input
      id="ledger-reason"
      label={t("ledger.reason")}
      required
      maxLength={500}
      value={value.value}
      onInput={onInput}
    />
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
