import "./orders.css";
import { type Signal, useSignal } from "@preact/signals";
import { DateInput } from "../../ui/DateTime";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { useLive } from "../live";
import { tell } from "../saving";
import { nameIn } from "./nameIn";
import { Placed } from "./Placed";
import { SpanFields, spanOf, type SpanTyped } from "./SpanFields";

/** A supervisor orders overtime: for whom, which day, how much, and why. */
export function OrderSheet({ of = "", onClose }: { of?: string; onClose: () => void }) {
  const live = useLive();
  const name = nameIn(live.team.value, of);
  const date = useSignal(live.today.value?.date ?? "");
  const typed = useSignal<SpanTyped>({ how: "last", hours: "2:00", start: "", end: "" });
  const note = useSignal("");
  const tried = useSignal(false);
  const { span, error } = spanOf(typed.value, date.value);
  const save = async (): Promise<void> => {
    tried.value = true;
    if (!span || !date.value) return;
    const saved = await live.acts.orderWork(of, date.value, span, note.value.trim());
    const [made] = live.acts.lastMade();
    const undo = async (): Promise<void> => tell(await live.acts.withdrawOrder(made ?? "", of), t("orders.taken_back"));
    tell(saved, t("orders.placed", { name }), undo);
    onClose();
  };
  return (
    <Sheet title={t("orders.place.title", { name })} onClose={onClose}>
      <form class="form" onSubmit={(event) => event.preventDefault()}>
        <p class="muted">{t("orders.place.text")}</p>
        <DateField date={date} />
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

function DateField({ date }: { date: Signal<string> }) {
  return (
    <div class="field">
      <label for="order-date">{t("orders.field.date")}</label>
      <DateInput id="order-date" required value={date.value} onInput={(value) => (date.value = value)} />
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
