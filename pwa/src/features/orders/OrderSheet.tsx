import "../_shared/orders/orders.css";
import { type Signal, useSignal } from "@preact/signals";
import { DateInput } from "../../ui/DateTime";
import { Button } from "../../ui/Button";
import { addDays } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { announce } from "../_shared/reply/announce";
import { nameIn } from "./nameIn";
import { Placed } from "./Placed";
import { SpanFields, spanOf, type SpanTyped } from "../_shared/orders/SpanFields";

/** Days around today on which work may be ordered, as the server has it. */
const REACH = 400;

/** What is wrong with the date, in words; null when it stands. */
function wrongDate(date: string, today: string): string | null {
  if (!date) return t("orders.error.date");
  const [first, last] = [addDays(today, -REACH), addDays(today, REACH)];
  return date < first || date > last ? t("error.date_too_far", { first, last }) : null;
}

/** A supervisor orders overtime: for whom, which day, how much, and why. */
export function OrderSheet({ of = "", onClose }: { of?: string; onClose: () => void }) {
  const app = useApp();
  const name = nameIn(app.team.value, of);
  const today = app.today.value?.date ?? "";
  const date = useSignal(today);
  const typed = useSignal<SpanTyped>({ how: "last", hours: "2:00", start: "", end: "" });
  const note = useSignal("");
  const tried = useSignal(false);
  const { span, error } = spanOf(typed.value, date.value);
  const wrong = wrongDate(date.value, today);
  const save = async (): Promise<void> => {
    tried.value = true;
    if (!span || wrong) return;
    const saved = await app.acts.orderWork(of, date.value, span, note.value.trim());
    const [made] = app.acts.lastMade();
    const undo = async (): Promise<void> =>
      announce(await app.acts.withdrawOrder(made ?? "", of), t("orders.taken_back"));
    announce(saved, t("orders.placed", { name }), undo);
    onClose();
  };
  return (
    <Sheet title={t("orders.place.title", { name })} onClose={onClose}>
      <form class="orders-form" onSubmit={(event) => event.preventDefault()}>
        <p class="muted">{t("orders.place.text")}</p>
        <DateField date={date} wrong={tried.value ? wrong : null} />
        <SpanFields
          typed={typed.value}
          error={tried.value ? error : null}
          onType={(change) => (typed.value = { ...typed.value, ...change })}
        />
        <NoteField note={note} />
        <div class="row-buttons">
          <Button kind="go" onClick={save}>
            {t("orders.place")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
      <Placed person={of} />
    </Sheet>
  );
}

function DateField({ date, wrong }: { date: Signal<string>; wrong: string | null }) {
  return (
    <div class="field">
      <label for="order-date">{t("orders.field.date")}</label>
      <DateInput
        id="order-date"
        required
        value={date.value}
        aria-invalid={wrong ? "true" : undefined}
        aria-describedby={wrong ? "order-date-error" : undefined}
        onInput={(value) => (date.value = value)}
      />
      {wrong ? (
        <p id="order-date-error" class="orders-field-error" role="alert">
          {wrong}
        </p>
      ) : null}
    </div>
  );
}

function NoteField({ note }: { note: Signal<string> }) {
  return (
    <div class="field">
      <label for="order-note">{t("orders.field.note")}</label>
      <input
        id="order-note"
        class="input"
        maxLength={500}
        value={note.value}
        onInput={(event) => (note.value = event.currentTarget.value)}
      />
    </div>
  );
}
