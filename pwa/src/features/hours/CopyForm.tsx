import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { CopyChoice, HoursDay, HoursView } from "../../store/live";
import { Button } from "../../ui/Button";
import { clock, dayDate, hm } from "../../ui/formats";
import { language, siteZone, t, tn } from "../../ui/words";
import { useLive } from "../live";
import { tellOn } from "../saving";

/** A day like one before: which one, what it would put here, and then yes. */
export function CopyForm({ day, onDone }: { day: HoursDay; view: HoursView; onDone: () => void }) {
  const { acts } = useLive();
  const choices = useSignal<CopyChoice[] | null>(null);
  const chosen = useSignal(0);
  const legend = useRef<HTMLLegendElement>(null);
  useEffect(() => {
    void acts.copyChoices(day.date).then((found) => {
      choices.value = found;
      legend.current?.focus();
    });
  }, [day.date]);
  const choice = choices.value?.[chosen.value];
  const save = async (): Promise<void> => {
    const dates = [day.date, ...(choice?.entries ?? []).map(({ end }) => end)];
    if (choice) await tellOn(acts, dates, await acts.copyDay(choice), tn("hours.copied", choice.entries.length));
    onDone();
  };
  return (
    <form class="entry-form" aria-label={t("hours.form.copy")} onSubmit={(event) => event.preventDefault()}>
      {choices.value === null ? (
        <p class="loading">{t("common.loading")}</p>
      ) : choices.value.length === 0 ? (
        <p>{t("hours.copy_nothing")}</p>
      ) : (
        <fieldset>
          <legend ref={legend} tabIndex={-1}>
            {t("hours.copy_which")}
          </legend>
          {choices.value.map((one, i) => (
            <label key={one.from} class="copy-choice">
              <input type="radio" name="copy" checked={i === chosen.value} onChange={() => (chosen.value = i)} />
              <ChoiceText choice={one} />
            </label>
          ))}
        </fieldset>
      )}
      {choice && choice.skipped > 0 ? <p class="field-error">{tn("hours.copy_skipped", choice.skipped)}</p> : null}
      {choice && day.entries.length > 0 ? <p class="muted">{t("hours.copy_beside")}</p> : null}
      <div class="row-buttons">
        {choice ? (
          <Button kind="go" onClick={save}>
            {tn("hours.copy_do", choice.entries.length)}
          </Button>
        ) : null}
        <Button onClick={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

function ChoiceText({ choice: { from, usual, entries, minutes } }: { choice: CopyChoice }) {
  const [lang, zone] = [language(), siteZone()];
  const times = entries.map(({ start, end }) => `${clock(start, lang, zone)}–${clock(end, lang, zone)}`);
  const day = dayDate(from, lang);
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
