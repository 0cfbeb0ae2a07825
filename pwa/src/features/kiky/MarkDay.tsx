import "./kiky.css";
import { useEffect, useState } from "preact/hooks";
import type { KikyDay } from "../../store/appState";
import { DateInput } from "../../ui/DateTime";
import { Button } from "../../ui/Button";
import { clock, fullDate, hm } from "../../ui/formats";
import { openSheet } from "../../ui/router";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { language, siteZone, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { askedOf } from "../_shared/reply/announce";
import { LengthFields, lengthOf, SaveMark, type Times, USUAL } from "./Length";

/** An extension day on one's own day; `of` is the date. Works without a network. */
export function MarkDay({ of = "", onClose }: { of?: string; onClose: () => void }) {
  const { acts, today } = useApp();
  const [date, setDate] = useState(of || today.value?.date || "");
  const [day, setDay] = useState<KikyDay | null>(null);
  const load = (): Promise<void> => acts.kikyDay(date).then(setDay, () => setDay(null));
  useEffect(() => void (date && load()), [date]);
  return (
    <Sheet title={t("kiky.mark.title")} onClose={onClose}>
      <div class="kiky-form">
        <div class="field">
          <label for="kiky-date">{t("kiky.mark.date")}</label>
          <DateInput id="kiky-date" value={date} onInput={setDate} />
        </div>
        {day?.date === date ? <Marking day={day} again={load} onClose={onClose} /> : null}
      </div>
    </Sheet>
  );
}

function Marking({ day, again, onClose }: { day: KikyDay; again: () => Promise<void>; onClose: () => void }) {
  const [times, setTimes] = useState<Times>(USUAL);
  const { acts } = useApp();
  if (!day.offered) return <p class="note">{t("kiky.mark.not_offered")}</p>;
  if (day.marks.length > 0) return <Marked day={day} again={again} />;
  const save = async (): Promise<void> => {
    const start = times.clocked ? day.at(times.start) : null;
    const end = times.clocked ? day.at(times.end, times.end <= times.start) : null;
    if (times.clocked && (start === null || end === null || lengthOf(times) === null)) {
      return say(t("kiky.mark.bad_time"), true);
    }
    const how = await acts.markKiky(day.date, start, end, times.clocked ? times.pause : 0);
    if (how === "failed") return say(t("kiky.mark.failed"), true);
    const asked = await askedOf(acts, [day.date]);
    say(asked ? t("common.kept", { done: asked }) : t("kiky.mark.saved", { date: fullDate(day.date, language()) }));
    onClose();
  };
  const length = times.clocked ? lengthOf(times) : day.unclocked;
  return (
    <>
      <LengthFields times={times} unclocked={day.unclocked} onChange={setTimes} />
      {length !== null && length > day.left ? (
        <p class="note calm">{t("kiky.mark.over", { left: Math.max(0, day.left) })}</p>
      ) : null}
      {!times.clocked && day.missed > 0 ? <Missed day={day} /> : null}
      <SaveMark length={times.clocked ? length : null} label={t("kiky.mark.save")} onSave={save} />
    </>
  );
}

/** A whole kiky day on an empty workday: the day itself may still be to be worked. */
function Missed({ day }: { day: KikyDay }) {
  return (
    <div class="note" role="status">
      <p>{t("kiky.mark.missed", { minutes: day.missed })}</p>
      <Button onClick={() => openSheet("day", day.date)}>{t("kiky.mark.add_work")}</Button>
    </div>
  );
}

function Marked({ day, again }: { day: KikyDay; again: () => Promise<void> }) {
  const { acts } = useApp();
  const remove = async (id: string): Promise<void> => {
    const how = await acts.unmarkKiky(id);
    if (how === "failed") return say(t("kiky.mark.failed"), true);
    const asked = await askedOf(acts, [day.date]);
    say(asked ? t("common.kept", { done: asked }) : t("kiky.mark.removed"));
    await again();
  };
  const lang = language();
  const at = (ms: number): string => clock(ms, lang, siteZone());
  return (
    <ul class="kiky-lines">
      {day.marks.map(({ id, start, end, breakMin }) => (
        <li key={id}>
          <span>
            <b>{t("kiky.mark.planned")}</b>
            <small>
              {start !== null && end !== null
                ? `${at(start)}–${at(end)} · ${hm((end - start) / 60_000 - breakMin)}`
                : t("kiky.mark.length", { length: hm(day.unclocked) })}
            </small>
          </span>
          <Button kind="danger" onClick={() => remove(id)}>
            {t("kiky.mark.remove")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
