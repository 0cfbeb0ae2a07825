import "../_shared/explain/explained.css";
import "./day.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { HoursDay, HoursView } from "../../store/appState";
import { Button } from "../../ui/Button";
import { addDays } from "../../ui/formats";
import { Icon } from "../../ui/Icon";
import { Length } from "../../ui/Length";
import { openSheet, replaceSheet, sheet } from "../../ui/router";
import { aloud } from "../../ui/spoken";
import { Told } from "../../ui/Told";
import { t } from "../../ui/words";
import { DayLines } from "../_shared/explain/DayLines";
import { DayTrail } from "../_shared/explain/DayTrail";
import { OvertimeDay } from "../_shared/orders/OvertimeDay";
import { CopyForm } from "./CopyForm";
import type { DayForm } from "./dayForm";
import { DayPicture } from "./DayPicture";
import { DayTrips } from "./DayTrips";
import { Entries } from "./Entries";
import { EntryForm } from "./EntryForm";
import { Findings } from "./Findings";
import { dayTitle, deltaOf, madeOf, partsOf, toneOf } from "./telling";
import { MonthNote } from "./MonthNote";
import { useHours } from "./useHours";

function doingOf(of: string): DayForm {
  const [, what = "look", entry] = of.split("/");
  return { what: what as DayForm["what"], entry };
}

/** Everything about one day: picture, what waits, entries, and how it was worked out. */
export function DayPane({ of, heading = false }: { of: string; heading?: boolean }) {
  const date = of.split("/")[0]!;
  const { view, failed, again } = useHours(date, date);
  const [doing, setDoing] = useState<DayForm>(() => doingOf(of));
  const day = view?.days[0];
  return (
    <div class="hours-day">
      <DayHead date={date} heading={heading} />
      {failed ? (
        <div class="note" role="alert">
          <p>{t("hours.failed")}</p>
          <Button onClick={again}>{t("common.try_again")}</Button>
        </div>
      ) : view && day ? (
        <Body view={view} day={day} doing={doing} open={heading} onDo={setDoing} />
      ) : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </div>
  );
}

function DayHead({ date, heading }: { date: string; heading: boolean }) {
  const open = (to: string): void => (sheet.value ? replaceSheet("day", to) : openSheet("day", to));
  return (
    <div class="hours-day-head">
      {heading ? <h2>{dayTitle(date)}</h2> : null}
      <span class="hours-day-step">
        <button
          type="button"
          class="icon-button hours-back"
          aria-label={t("hours.previous_day")}
          onClick={() => open(addDays(date, -1))}
        >
          <Icon name="next" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t("hours.next_day")}
          onClick={() => open(addDays(date, 1))}
        >
          <Icon name="next" />
        </button>
      </span>
    </div>
  );
}

interface BodyProps {
  view: HoursView;
  day: HoursDay;
  doing: DayForm;
  /** How it was worked out stands open, where there is room for it. */
  open: boolean;
  onDo: (doing: DayForm) => void;
}

function Body({ view, day, doing, open, onDo }: BodyProps) {
  const list = useRef<HTMLHeadingElement>(null);
  const busy = doing.what !== "look";
  const before = useRef(busy);
  useEffect(() => {
    if (before.current && !busy) list.current?.focus();
    before.current = busy;
  }, [busy]);
  const done = (): void => onDo({ what: "look" });
  if (day.date < view.oldest) return <OlderBody view={view} day={day} />;
  return (
    <>
      <DaySum day={day} view={view} />
      <DayPicture day={day} now={view.now} />
      {busy ? null : <DayTrips date={day.date} />}
      {busy ? null : <Findings day={day} view={view} onDo={onDo} />}
      <h3 ref={list} tabIndex={-1} class="hours-part">
        {t("hours.entries")}
      </h3>
      <Entries day={day} view={view} doing={doing} onDo={onDo} />
      {doing.what === "add" ? <EntryForm day={day} view={view} from={doing} onDone={done} /> : null}
      {doing.what === "copy" ? <CopyForm day={day} view={view} onDone={done} /> : null}
      {busy ? null : <Beginnings day={day} ahead={day.date > view.today} onDo={onDo} />}
      {busy ? null : <OvertimeDay date={day.date} />}
      {day.result?.lines.length ? <DayLines lines={day.result.lines} open={open} /> : null}
      {busy || day.date > view.today ? null : <DayTrail date={day.date} />}
    </>
  );
}

/** A day that only the server holds: to be looked at. */
function OlderBody({ view, day }: { view: HoursView; day: HoursDay }) {
  return (
    <>
      <DaySum day={day} view={view} />
      <DayPicture day={day} now={view.now} />
      <p class="muted small">{t("hours.older_day")}</p>
      {day.result?.lines.length ? <DayLines lines={day.result.lines} open /> : null}
      <DayTrail date={day.date} />
    </>
  );
}

/** What can be begun: hours for a day that has come, an extension day for any. */
function Beginnings({ day, ahead, onDo }: { day: HoursDay; ahead: boolean; onDo: (doing: DayForm) => void }) {
  const kiky = day.plan?.kiky?.accounted === "obligation";
  const last = day.entries.at(-1);
  if (ahead && !kiky) return null;
  return (
    <>
      {ahead ? null : <MonthNote date={day.date} />}
      <div class="row-buttons">
        {ahead ? null : (
          <Button kind="go" onClick={() => onDo({ what: "add" })}>
            {t("hours.add")}
          </Button>
        )}
        {last ? (
          <Button onClick={() => onDo({ what: "edit", entry: last.id, adding: true })}>{t("hours.add_break")}</Button>
        ) : null}
        {ahead ? null : <Button onClick={() => onDo({ what: "copy" })}>{t("hours.copy")}</Button>}
        {kiky ? (
          <Button onClick={() => openSheet("kikymark", day.date)}>
            {t(day.kikyPlanned ? "kiky.mark.planned" : "kiky.mark.open")}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** Worked time first, or kiky where there was nothing else, then what it was measured against. */
function DaySum({ day, view }: { day: HoursDay; view: HoursView }) {
  const [made, delta] = [madeOf(day), deltaOf(day, view.flex)];
  const told = (tell: typeof aloud): string => partsOf(day, view, tell).join(" · ");
  return (
    <>
      <p class="explained-sum">
        <strong class={made?.kiky ? "kiky" : ""}>
          <Length minutes={made?.minutes ?? 0} />
        </strong>
        {delta === null ? null : (
          <b class={toneOf(delta)}>
            <Length minutes={delta} signed of={`, ${t("account.flex")}`} />
            <small aria-hidden="true"> {t("hours.of_flex")}</small>
          </b>
        )}
        <span>
          <Told text={told(t)} said={told(aloud)} />
        </span>
      </p>
      {day.uncounted ? <p class="muted small">{t("hours.uncounted")}</p> : null}
      {day.unsent ? <p class="hours-unsent small">{t("hours.unsent")}</p> : null}
    </>
  );
}
