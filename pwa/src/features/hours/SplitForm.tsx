import { useSignal } from "@preact/signals";
import type { HoursEntry } from "../../store/hoursTypes";
import { Button } from "../../ui/Button";
import { addDays, clock, instantsAt, localTime } from "../../ui/formats";
import { language, siteZone, t } from "../../ui/words";
import { useLive } from "../live";
import { tell } from "../saving";
import { clockOf } from "./entryDraft";
import { TimeField } from "./TimeField";

const MINUTE = 60_000;

/** Two entries out of one, at a time inside it, with a break between them if there was one. */
export function SplitForm({ entry, onDone }: { entry: HoursEntry; onDone: () => void }) {
  const { acts } = useLive();
  const zone = siteZone();
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
    tell(await acts.splitEntry(entry.id, at, minutes), t("hours.divided"));
    onDone();
  };
  const lang = language();
  const params = { start: clock(entry.start, lang, zone), end: clock(end, lang, zone) };
  return (
    <form
      class="entry-form"
      aria-label={t("hours.form.split")}
      onSubmit={(event) => (event.preventDefault(), void save())}
      onKeyDown={(event) => event.key === "Escape" && (event.preventDefault(), event.stopPropagation(), onDone())}
    >
      <p>{t("hours.split_text", params)}</p>
      <div class="times">
        <TimeField
          name="split"
          label={t("hours.field.split")}
          value={time.value}
          focus
          onTime={(value) => (time.value = value)}
        />
        <div class="field">
          <label for="split-pause">{t("hours.field.pause")}</label>
          <input
            id="split-pause"
            class="input"
            type="number"
            inputMode="numeric"
            min="0"
            max="600"
            value={pause.value}
            onInput={(event) => (pause.value = event.currentTarget.value)}
          />
        </div>
      </div>
      <p aria-live="polite" class={good ? "muted" : tried.value || time.value ? "field-error" : "muted"}>
        {good
          ? t("hours.split_preview", {
              ...params,
              at: clock(at, lang, zone),
              from: clock(at + minutes * MINUTE, lang, zone),
            })
          : t("hours.split_wrong", params)}
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

/** The instant (epoch ms) inside the entry that shows this time, on its first or its second day. */
function inside(time: string, { start, end }: HoursEntry, zone: string): number | null {
  const date = localTime(start, zone).date;
  const found = [date, addDays(date, 1)].flatMap((on) => instantsAt(on, time, zone));
  return found.find((at) => at > start * MINUTE && at < (end ?? start) * MINUTE) ?? null;
}
