import type { HoursDay, HoursEntry, HoursView } from "../../store/appState";
import { Button } from "../../ui/Button";
import { clock } from "../../ui/formats";
import { Length } from "../../ui/Length";
import { language, siteZone, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { announceOn } from "../_shared/reply/announce";
import type { DayForm } from "./dayForm";
import { EntryForm } from "./EntryForm";
import { bookedOn, originOf, timesText } from "./entryTelling";
import { kikyDayOf } from "./kikyDay";
import { SplitForm } from "./SplitForm";

interface Props {
  day: HoursDay;
  view: HoursView;
  doing: DayForm;
  onDo: (doing: DayForm) => void;
}

/** The day's entries; a tap opens one for change. Those taken away stay at the end, and can be brought back. */
export function Entries({ day, view, doing, onDo }: Props) {
  if (day.entries.length + day.deleted.length === 0) {
    return <p class="muted">{nothingIn(day, view)}</p>;
  }
  return (
    <ul class="hours-entries">
      {day.entries.map((entry) => (
        <li key={entry.id}>
          <Entry entry={entry} day={day} view={view} doing={doing} onDo={onDo} />
        </li>
      ))}
      {day.deleted.map((entry) => (
        <Deleted key={entry.id} entry={entry} day={day} />
      ))}
    </ul>
  );
}

/** What a day without entries is: a kiky day with its minutes, one to come, or an empty one. */
function nothingIn(day: HoursDay, view: HoursView): string {
  const kiky = kikyDayOf(day);
  if (kiky) return t(kiky.done ? "hours.kiky_day_done" : "hours.kiky_day_planned", { minutes: kiky.minutes });
  return t(day.date > view.today ? "hours.still_ahead" : "hours.no_entries");
}

function Entry({ entry, day, view, doing, onDo }: Props & { entry: HoursEntry }) {
  const mine = doing.entry === entry.id;
  const close = (): void => onDo({ what: "look" });
  if (mine && doing.what === "split") return <SplitForm entry={entry} onDone={close} />;
  if (mine && doing.what === "edit") {
    return (
      <EntryForm
        day={day}
        view={view}
        entry={entry}
        from={doing}
        onDone={close}
        onSplit={() => onDo({ what: "split", entry: entry.id })}
      />
    );
  }
  return (
    <button type="button" class="hours-entry" onClick={() => onDo({ what: "edit", entry: entry.id })}>
      <EntryText entry={entry} day={day} view={view} />
      <span class="vh"> {t("hours.edit")}</span>
    </button>
  );
}

function EntryText({ entry, day, view }: { entry: HoursEntry; day: HoursDay; view: HoursView }) {
  const me = useApp().session.value.name;
  const { note, breaks, end, running } = entry;
  const booked = bookedOn(entry, view);
  const [lang, zone] = [language(), siteZone()];
  const off = breaks.reduce((sum, [from, until]) => sum + (until ?? from) - from, 0);
  const minutes = (end ?? (running ? Math.floor(view.now / 60_000) : entry.start)) - entry.start - off;
  return (
    <>
      <span class="hours-entry-top">
        <b>{timesText(entry, day.date)}</b>{" "}
        <b>
          <Length minutes={Math.max(0, minutes)} />
        </b>
      </span>
      {breaks.map(([from, until]) => (
        <span key={from} class="hours-entry-break">
          {t("hours.break", { start: from, end: until === null ? "" : clock(until, lang, zone) })}
          <span>{until === null ? null : <Length minutes={until - from} />}</span>
        </span>
      ))}
      {booked.length || entry.remote || entry.kiky ? (
        <span class="hours-entry-tags">
          {booked.map((name) => (
            <i key={name} class="tag">
              {name}
            </i>
          ))}
          {entry.remote ? <i class="tag on">{t("today.remote")}</i> : null}
          {entry.kiky ? <i class="tag kiky">{t("today.kiky")}</i> : null}
        </span>
      ) : null}
      {note ? <span class="hours-entry-note">{note}</span> : null}
      <small>{originOf(entry, me)}</small>
    </>
  );
}

function Deleted({ entry, day }: { entry: HoursEntry; day: HoursDay }) {
  const { acts } = useApp();
  const restore = async (): Promise<void> =>
    announceOn(acts, [entry.start, entry.end], await acts.restoreEntry(entry.id), t("hours.restored"));
  return (
    <li class="hours-entry-gone">
      <span>
        <s>{timesText(entry, day.date)}</s> {t("hours.deleted_row")}
      </span>
      <Button onClick={restore}>{t("hours.restore")}</Button>
    </li>
  );
}
