import "./orders.css";
import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Choice, OrderFact, OvertimeDay as Day } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { hm } from "../../../ui/formats";
import { t } from "../../../ui/words";
import { useApp } from "../useApp";
import { SpanFields, spanOf, type SpanTyped } from "./SpanFields";
import { announce, announceOn } from "../reply/announce";

/** A day's overtime for its employee: what was ordered, what may be asked for, and pay, leave or bank. */
export function OvertimeDay({ date }: { date: string }) {
  const app = useApp();
  const [day, setDay] = useState<Day | null>(null);
  const [balances, unsent] = [app.balances.value, app.sync.value.unsent];
  const asking = useSignal(false);
  useEffect(() => {
    let wanted = true;
    app.acts.overtime(date).then(
      (found) => wanted && setDay(found),
      () => wanted && setDay(null),
    );
    return () => void (wanted = false);
  }, [date, balances, unsent]);
  if (!day) return null;
  const waiting = day.orders.some(({ status }) => status === "waiting");
  const shown = day.orders.filter(({ status }) => status !== "cancelled");
  const earned = day.additional + day.overtime50 + day.overtime100;
  const may = day.beyond + day.unapproved > 0 && !waiting;
  if (!shown.length && !earned && !may) return null;
  return (
    <section class="orders-overtime" aria-labelledby="overtime-title">
      <h3 id="overtime-title" class="orders-part">
        {t("orders.title")}
      </h3>
      {shown.map((order) => (
        <Told key={order.id} order={order} />
      ))}
      {earned ? <OvertimeChoice day={day} /> : null}
      {may && !asking.value ? (
        <div class="row-buttons">
          <Button onClick={() => (asking.value = true)}>{t("orders.ask")}</Button>
        </div>
      ) : null}
      {asking.value ? <AskOrder day={day} onDone={() => (asking.value = false)} /> : null}
    </section>
  );
}

function Told({ order }: { order: OrderFact }) {
  const { acts } = useApp();
  const { id, status, asked, start, end, minutes, note, reason } = order;
  const length = minutes ?? (end ?? 0) - (start ?? 0);
  const what =
    start === null ? t("orders.last", { minutes: length }) : t("orders.between", { start, end, minutes: length });
  const takeBack = async (): Promise<void> => announce(await acts.withdrawOrder(id), t("orders.withdrawn"));
  return (
    <div class="orders-told">
      <b>{what}</b>
      <small>{[t(`orders.status.${asked ? "asked_" : ""}${status}`), note, reason].filter(Boolean).join(" · ")}</small>
      {asked && status === "waiting" ? (
        <div class="row-buttons">
          <Button onClick={takeBack}>{t("orders.withdraw")}</Button>
        </div>
      ) : null}
    </div>
  );
}

/** Pay, leave or bank; the choice is the consent, and may change until the month is closed. */
export function OvertimeChoice({ day }: { day: Day }) {
  const { acts } = useApp();
  const choices: Choice[] = day.bank ? ["pay", "leave", "bank"] : ["pay", "leave"];
  const choose = async (choice: Choice): Promise<void> =>
    announce(await acts.chooseOvertime(day.date, choice), t(`orders.chosen.${choice}`, { leave: day.asLeave }));
  const parts = [
    day.additional ? t("orders.part.additional", { minutes: day.additional }) : "",
    day.overtime50 ? t("orders.part.overtime50", { minutes: day.overtime50 }) : "",
    day.overtime100 ? t("orders.part.overtime100", { minutes: day.overtime100 }) : "",
  ];
  return (
    <fieldset class="orders-pick">
      <legend class="label">{t("orders.choose")}</legend>
      <p class="muted small">{parts.filter(Boolean).join(" · ")}</p>
      {choices.map((choice) => (
        <label key={choice} class="orders-pick-one">
          <input
            type="radio"
            name={`overtime-${day.date}`}
            checked={(day.choice ?? "pay") === choice}
            onChange={() => void choose(choice)}
          />
          <span>{t(`orders.choice.${choice}`, { leave: day.asLeave })}</span>
        </label>
      ))}
      <p class="muted small">{t(day.choice ? "orders.consented" : "orders.consent")}</p>
    </fieldset>
  );
}

/** "Pyydä ylityöksi": how much of the day, and why. */
export function AskOrder({ day, onDone }: { day: Day; onDone: () => void }) {
  const { acts } = useApp();
  const typed = useSignal<SpanTyped>({ how: "last", hours: hm(day.beyond || day.unapproved), start: "", end: "" });
  const note = useSignal("");
  const tried = useSignal(false);
  const { span, error } = spanOf(typed.value, day.date);
  const send = async (): Promise<void> => {
    tried.value = true;
    if (!span) return;
    await announceOn(acts, [day.date], await acts.askOrder(day.date, span, note.value.trim()), t("orders.asked"));
    onDone();
  };
  return (
    <form class="orders-form" onSubmit={(event) => event.preventDefault()}>
      <SpanFields
        typed={typed.value}
        error={tried.value ? error : null}
        onType={(change) => (typed.value = { ...typed.value, ...change })}
      />
      <div class="field">
        <label for="ask-note">{t("orders.field.note")}</label>
        <input
          id="ask-note"
          class="input"
          maxLength={500}
          value={note.value}
          onInput={(event) => (note.value = event.currentTarget.value)}
        />
      </div>
      <div class="row-buttons">
        <Button kind="go" onClick={send}>
          {t("orders.send")}
        </Button>
        <Button onClick={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
