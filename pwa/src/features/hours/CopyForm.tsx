import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { CopyChoice, HoursDay, HoursView } from "../../store/appState";
import { Button } from "../../ui/Button";
import { dayDate, hm } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { announceOn } from "../_shared/reply/announce";
import { timesText } from "./entryTelling";

/** A day like one before: which one, what it would put here, and then yes. */
export function CopyForm({ day, onDone }: { day: HoursDay; view: HoursView; onDone: () => void }) {
  const { acts } = useApp();
  const choices = useSignal<CopyChoice[] | null>(null);
  const chosen = useSignal(0);
  const busy = useSignal(false);
  const legend = useRef<HTMLLegendElement>(null);
  useEffect(() => {
    void acts.copyChoices(day.date).then((found) => {
      choices.value = found;
      legend.current?.focus();
    });
  }, [day.date]);
  const choice = choices.value?.[chosen.value];
  const save = async (): Promise<void> => {
    if (!choice || busy.value) return;
    busy.value = true;
    const dates = [day.date, ...choice.entries.map(({ end }) => end)];
    await announceOn(acts, dates, await acts.copyDay(choice), tn("hours.copied", choice.entries.length));
    onDone();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    void save();
  };
  return (
    <form class="hours-entry-form" aria-label={t("hours.form.copy")} onSubmit={submit}>
      {choices.value === null ? (
        <p class="loading">{t("common.loading")}</p>
      ) : choices.value.length === 0 ? (
        <p>{t("hours.copy_nothing")}</p>
      ) : (
        <Choices choices={choices.value} date={day.date} chosen={chosen} legend={legend} />
      )}
      {choice && choice.skipped > 0 ? (
        <p class="hours-field-error">{tn("hours.copy_skipped", choice.skipped)}</p>
      ) : null}
      {choice && day.entries.length > 0 ? <p class="muted">{t("hours.copy_beside")}</p> : null}
      <div class="row-buttons">
        {choice ? (
          <button type="submit" class="button go" aria-disabled={busy.value || undefined}>
            {tn("hours.copy_do", choice.entries.length)}
          </button>
        ) : null}
        <Button onClick={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

interface ChoicesProps {
  choices: readonly CopyChoice[];
  date: string;
  /** The place of the one that was picked. */
  chosen: Signal<number>;
  legend: RefObject<HTMLLegendElement | null>;
}

function Choices({ choices, date, chosen, legend }: ChoicesProps) {
  return (
    <fieldset>
      <legend ref={legend} tabIndex={-1}>
        {t("hours.copy_which")}
      </legend>
      {choices.map((one, i) => (
        <label key={one.from} class="hours-copy-choice">
          <input type="radio" name="copy" checked={i === chosen.value} onChange={() => (chosen.value = i)} />
          <ChoiceText choice={one} date={date} />
        </label>
      ))}
    </fieldset>
  );
}

/** The day that is taken as the pattern, and its times as they would stand on `date`. */
function ChoiceText({ choice: { from, usual, entries, minutes }, date }: { choice: CopyChoice; date: string }) {
  const times = entries.map(({ start, end }) => timesText({ start, end, running: false }, date));
  const day = dayDate(from, language());
  return (
    <span>
      <b>{usual ? t("hours.copy_usual") : day}</b> <b class="nowrap">{hm(minutes)}</b>
      <small>
        {times.join(", ")}
        {usual ? ` · ${t("hours.copy_like", { day })}` : ""}
      </small>
    </span>
  );
}
