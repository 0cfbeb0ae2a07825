import { useSignal } from "@preact/signals";
import type { HoursEntry } from "../../store/appState";
import { Button } from "../../ui/Button";
import { addDays, clock, instantsAt, localTime } from "../../ui/formats";
import { language, siteZone, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { announceOn } from "../_shared/reply/announce";
import { clockOf } from "./entryDraft";
import { TimeField } from "./TimeField";

const MINUTE = 60_000;

/** Two entries out of one, at a time inside it, with a break between them if there was one. */
export function SplitForm({ entry, onDone }: { entry: HoursEntry; onDone: () => void }) {
  const { time, pause, hint, telling, params, save } = useSplit(entry, onDone);
  return (
    <form
      class="hours-entry-form"
      aria-label={t("hours.form.split")}
      onSubmit={(event) => (event.preventDefault(), void save())}
      onKeyDown={(event) => event.key === "Escape" && (event.preventDefault(), event.stopPropagation(), onDone())}
    >
      <p>{t("hours.split_text", params)}</p>
      <div class="hours-times">
        <TimeField
          name="split"
          label={t("hours.field.split")}
          value={time.value}
          focus
          onTime={(value) => (time.value = value)}
        />
        <Pause value={pause.value} onType={(value) => (pause.value = value)} />
      </div>
      <p aria-live="polite" class={hint}>
        {telling}
      </p>
      <div class="row-buttons">
        <Button kind="go" onClick={save}>
          {t("hours.split")}
        </Button>
        <Button onClick={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

/** What is typed, what would come of it in words, and doing it. */
function useSplit(entry: HoursEntry, onDone: () => void) {
  const { acts } = useApp();
  const [lang, zone] = [language(), siteZone()];
  const end = entry.end ?? entry.start;
  const time = useSignal(clockOf(Math.round((entry.start + end) / 2), zone));
  const pause = useSignal("0");
  const tried = useSignal(false);
  const minutes = Number(pause.value) || 0;
  const at = inside(time.value, entry, zone);
  const good = at !== null && at / MINUTE + minutes < end;
  const save = async (): Promise<void> => {
    tried.value = true;
    if (!good) return;
    const saved = await acts.splitEntry(entry.id, at, minutes);
    await announceOn(acts, [entry.start, entry.end], saved, t("hours.divided"));
    onDone();
  };
  const params = { start: clock(entry.start, lang, zone), end: clock(end, lang, zone) };
  const parts = good && { at: clock(at, lang, zone), from: clock(at + minutes * MINUTE, lang, zone) };
  const telling = parts ? t("hours.split_preview", { ...params, ...parts }) : t("hours.split_wrong", params);
  const hint = !good && (tried.value || time.value) ? "field-error" : "muted";
  return { time, pause, hint, telling, params, save };
}

/** The length of the break between the two parts, in minutes. */
function Pause({ value, onType }: { value: string; onType: (value: string) => void }) {
  return (
    <div class="field">
      <label for="split-pause">{t("hours.field.pause")}</label>
      <input
        id="split-pause"
        class="input"
        type="number"
        inputMode="numeric"
        min="0"
        max="600"
        value={value}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </div>
  );
}

/** The instant (epoch ms) inside the entry that shows this time, on its first or its second day. */
function inside(time: string, { start, end }: HoursEntry, zone: string): number | null {
  const date = localTime(start, zone).date;
  const found = [date, addDays(date, 1)].flatMap((on) => instantsAt(on, time, zone));
  return found.find((at) => at > start * MINUTE && at < (end ?? start) * MINUTE) ?? null;
}
