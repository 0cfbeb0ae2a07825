import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { HoursDay, HoursEntry, HoursView } from "../../store/appState";
import { Button } from "../../ui/Button";
import { dayDate, hm, localTime } from "../../ui/formats";
import { language, siteZone, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { announceOn } from "../_shared/reply/announce";
import { BookingFields } from "./BookingFields";
import { BreakFields } from "./BreakFields";
import { same, setUntil, spansOf, type TypedBreak, typedBreaks } from "./breakTimes";
import type { DayForm } from "./dayForm";
import { bookingOf, changesOf, type Filled, typedOf } from "./entryDraft";
import { type Times, timesOf, type Typed } from "./entryTimes";
import { Leaving } from "./Leaving";
import { MoreActs } from "./MoreActs";
import { TimeField } from "./TimeField";

interface Props {
  day: HoursDay;
  view: HoursView;
  /** The entry that is changed; none when a new one is written. */
  entry?: HoursEntry;
  from?: DayForm;
  onDone: () => void;
  onSplit?: () => void;
}

/** Times, what they are booked on, and a note. Errors name the field and say what to do. */
export function EntryForm({ day, view, entry, from, onDone, onSplit }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft({ day, view, entry, from, onDone }, form);
  const { booking, breaks, times, save } = draft;
  return (
    <form
      ref={form}
      class="hours-entry-form"
      aria-label={t(entry ? "hours.form.edit" : "hours.form.add")}
      onSubmit={(event) => (event.preventDefault(), void save())}
      onKeyDown={(event) => event.key === "Escape" && (event.preventDefault(), event.stopPropagation(), onDone())}
    >
      <Clock draft={draft} adding={from?.adding} onDone={onDone} />
      <p class="hours-length" aria-live="polite">
        {times.minutes === null ? "" : t("hours.length", { length: hm(times.minutes) })}
      </p>
      <BreakFields breaks={breaks.typed} wrong={breaks.wrong} adding={from?.adding} onChange={breaks.write} />
      <BookingFields
        view={view}
        day={day}
        booking={booking.value}
        onChange={(change) => (booking.value = { ...booking.value, ...change })}
      />
      <div class="row-buttons">
        <Button kind="go" onClick={save}>
          {t("common.save")}
        </Button>
        <Button onClick={onDone}>{t("common.cancel")}</Button>
      </div>
      {entry && onSplit ? <MoreActs entry={entry} onSplit={onSplit} onDone={onDone} /> : null}
      <button type="submit" class="vh" tabIndex={-1} aria-hidden="true" />
    </form>
  );
}

/** What is typed, what it means, and keeping it. */
function useDraft({ day, view, entry, from, onDone }: Props, form: RefObject<HTMLFormElement | null>) {
  const { acts } = useApp();
  const zone = siteZone();
  const date = entry ? localTime(entry.start, zone).date : day.date;
  const typed = useSignal(typedOf(entry, from, day, zone));
  const booking = useSignal<Filled>(bookingOf(entry, day));
  const tried = useSignal(false);
  const running = Boolean(entry?.running);
  const times = timesOf(typed.value, date, zone, view.now, running);
  const breaks = useBreaks({ entry, from, view }, date, times, tried.value);
  const save = async (): Promise<void> => {
    tried.value = true;
    if (times.errors.start || times.errors.end || times.start === null) return focusFirst(form.current, times.errors);
    if (breaks.set === null) return void form.current?.querySelector<HTMLInputElement>("[name^=break]")?.focus();
    const ends = times.end === null ? {} : { end: times.end };
    const filled = { ...booking.value, start: times.start, ...ends, ...breaks.set };
    const dates = [filled.start, filled.end, entry?.start, entry?.end];
    if (!entry) {
      await announceOn(acts, dates, await acts.addEntry(filled as typeof filled & { end: number }), t("hours.added"));
    } else {
      const set = changesOf(entry, filled);
      if (Object.keys(set).length > 0) {
        await announceOn(acts, dates, await acts.editEntry(entry.id, set), t("hours.saved"));
      }
    }
    onDone();
  };
  const errors = tried.value ? times.errors : {};
  const write = (change: Partial<Typed>): void => void (typed.value = { ...typed.value, ...change });
  /** The date of the fields, where it is another than the day's own. */
  const other = date === day.date ? null : dayDate(date, language());
  return { typed: typed.value, write, booking, breaks, running, times, errors, other, save };
}

/** The breaks as they are typed; `set` is what an edit says of them, null while one does not fit into the work. */
function useBreaks(
  { entry, from, view }: Pick<Props, "entry" | "from" | "view">,
  date: string,
  times: Times,
  tried: boolean,
) {
  const zone = siteZone();
  const before = typedBreaks(entry, zone);
  const typed = useSignal(from?.adding ? [...before, { start: "", end: "" }] : before);
  const changed = !same(typed.value, before);
  const { start, end } = times;
  const spans = changed && start !== null ? spansOf(typed.value, date, zone, start, end ?? view.now) : [];
  const set = spans === null ? null : changed ? { breaks: { until: setUntil(entry, view.now), spans } } : {};
  const write = (breaks: TypedBreak[]): void => void (typed.value = breaks);
  return { typed: typed.value, write, set, wrong: tried && set === null };
}

/** When the work began and ended; of work that goes on only its beginning. */
function Clock({
  draft,
  adding,
  onDone,
}: {
  draft: ReturnType<typeof useDraft>;
  adding?: boolean;
  onDone: () => void;
}) {
  const { typed, write, running, times, errors, other } = draft;
  return (
    <>
      <div class="hours-times">
        <TimeField
          name="start"
          label={other ? t("hours.field.start_on", { day: other }) : t("hours.field.start")}
          value={typed.start}
          error={errors.start}
          twice={times.twice.start}
          second={typed.startSecond}
          focus={!adding}
          onTime={(start) => write({ start })}
          onSecond={(startSecond) => write({ startSecond })}
        />
        {running ? null : (
          <TimeField
            name="end"
            label={t("hours.field.end")}
            value={typed.end}
            error={errors.end}
            twice={times.twice.end}
            second={typed.endSecond}
            onTime={(end) => write({ end })}
            onSecond={(endSecond) => write({ endSecond })}
          />
        )}
      </div>
      {running ? <Leaving onDone={onDone} /> : <NextDay typed={typed} onChange={(nextDay) => write({ nextDay })} />}
    </>
  );
}

function focusFirst(form: HTMLFormElement | null, errors: { start?: string; end?: string }): void {
  form?.querySelector<HTMLInputElement>(`[name=${errors.start ? "start" : "end"}]`)?.focus();
}

/** Offered when the end is not after the start: then it was meant, or it is a slip. */
function NextDay({ typed, onChange }: { typed: Typed; onChange: (on: boolean) => void }) {
  const { start, end, nextDay } = typed;
  if (!nextDay && (!start || !end || end > start)) return null;
  return (
    <label class="check">
      <input type="checkbox" checked={nextDay} onChange={(event) => onChange(event.currentTarget.checked)} />
      {t("hours.field.next_day")}
    </label>
  );
}
