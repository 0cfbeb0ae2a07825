import "../_shared/orders/orders.css";
import { type Signal, useSignal } from "@preact/signals";
import { most, refusal } from "../../domain/leave/saving";
import type { SavingBasis } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { useRead } from "../_shared/useRead";

/** Asks to save days of an earning year. What may not be saved is said before anything is sent. */
export function SavingSheet({ onClose }: { onClose: () => void }) {
  const { acts } = useApp();
  const basis = useRead(() => acts.savingBasis());
  return (
    <Sheet title={t("leave.saved.ask")} onClose={onClose}>
      {!basis ? (
        <p class="loading">{t("common.loading")}</p>
      ) : basis.years.length ? (
        <Form basis={basis} onClose={onClose} />
      ) : (
        <p>{t("leave.saved.nothing")}</p>
      )}
    </Sheet>
  );
}

interface FormProps {
  basis: SavingBasis;
  onClose: () => void;
}

function Form({ basis, onClose }: FormProps) {
  const { acts } = useApp();
  const best = basis.years.find((one) => most(one, basis.dated, basis.date) > 0) ?? basis.years[0]!;
  const filled = useSignal({ year: best.earning_year, days: "", note: "" });
  const tried = useSignal(false);
  const { year, days: typed, note } = filled.value;
  const days = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  const wrong = days < 1 ? t("leave.saved.how_many") : refused(basis, year, days);
  const send = async (): Promise<void> => {
    tried.value = true;
    if (wrong) return;
    announce(await acts.saveLeave({ year, days, note: note.trim() }), t("away.ask.sent"));
    onClose();
  };
  return (
    <form class="orders-form" onSubmit={(event) => event.preventDefault()}>
      <Fields basis={basis} filled={filled} wrong={tried.value && wrong !== ""} />
      {tried.value && wrong ? (
        <p class="orders-field-error" role="alert">
          {wrong}
        </p>
      ) : null}
      <div class="row-buttons">
        <Button kind="go" onClick={send}>
          {t("away.ask.send")}
        </Button>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  basis: SavingBasis;
  filled: Signal<{ year: number; days: string; note: string }>;
  wrong: boolean;
}

function Fields({ basis, filled, wrong }: FieldsProps) {
  const { year, days, note } = filled.value;
  const write = (change: Partial<typeof filled.value>): void => void (filled.value = { ...filled.value, ...change });
  const room = basis.years.find(({ earning_year }) => earning_year === year);
  const years = basis.years.map(({ earning_year: one }) => one);
  return (
    <>
      <Select
        id="saving-year"
        label={t("leave.saved.year")}
        value={String(year)}
        options={years.map((one) => [String(one), t("leave.year", { from: one - 1, until: one })])}
        onInput={(chosen) => write({ year: Number(chosen) })}
      />
      <Input
        id="saving-days"
        label={t("leave.saved.days")}
        hint={refused(basis, year, 1) || t("leave.saved.most", { n: room ? most(room, basis.dated, basis.date) : 0 })}
        value={days}
        wrong={wrong}
        onInput={(value) => write({ days: value })}
      />
      <Input
        id="saving-note"
        label={t("leave.saved.note")}
        maxLength={500}
        value={note}
        onInput={(value) => write({ note: value })}
      />
    </>
  );
}

/** Why so many days of a year may not be saved, in words; empty where they may. */
function refused({ years, dated, date }: SavingBasis, year: number, days: number): string {
  const stands = years.find(({ earning_year }) => earning_year === year);
  const found = stands ? refusal(days, stands, dated, date) : null;
  return found ? t(`error.${found.kind}`, found.params) : "";
}
