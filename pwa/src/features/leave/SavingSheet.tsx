import { useSignal } from "@preact/signals";
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

function Form({ basis, onClose }: { basis: SavingBasis; onClose: () => void }) {
  const { acts } = useApp();
  const { years, dated, date } = basis;
  const best = years.find((one) => most(one, dated, date) > 0) ?? years[0]!;
  const year = useSignal(best.earning_year);
  const typed = useSignal("");
  const note = useSignal("");
  const tried = useSignal(false);
  const stands = years.find(({ earning_year }) => earning_year === year.value) ?? best;
  const days = /^\d{1,3}$/.test(typed.value.trim()) ? Number(typed.value) : 0;
  const wrong = days < 1 ? t("leave.saved.how_many") : refused(days);
  function refused(wanted: number): string {
    const found = refusal(wanted, stands, dated, date);
    return found ? t(`error.${found.kind}`, found.params) : "";
  }
  const send = async (): Promise<void> => {
    tried.value = true;
    if (wrong) return;
    announce(await acts.saveLeave({ year: year.value, days, note: note.value.trim() }), t("away.ask.sent"));
    onClose();
  };
  return (
    <form class="orders-form" onSubmit={(event) => event.preventDefault()}>
      <Select
        id="saving-year"
        label={t("leave.saved.year")}
        value={String(year.value)}
        options={years.map(({ earning_year: one }) => [String(one), t("leave.year", { from: one - 1, until: one })])}
        onInput={(chosen) => (year.value = Number(chosen))}
      />
      <Input
        id="saving-days"
        label={t("leave.saved.days")}
        hint={refused(1) || t("leave.saved.most", { n: most(stands, dated, date) })}
        value={typed.value}
        wrong={tried.value && wrong !== ""}
        onInput={(value) => (typed.value = value)}
      />
      <Input
        id="saving-note"
        label={t("leave.saved.note")}
        maxLength={500}
        value={note.value}
        onInput={(value) => (note.value = value)}
      />
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
