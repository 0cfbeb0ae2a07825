import { useEffect, useState } from "preact/hooks";
import { KINDS, OWN_KINDS } from "../../domain/absence";
import { ask, type Counted as Sum, lockedIn } from "../../domain/leave/asked";
import { SAVED } from "../../domain/leave/leave";
import { byDate } from "../../domain/leave/counting";
import type { LeaveBasis, LeaveRequest } from "../../store/appState";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { AwayForm, type FilledAway } from "../_shared/orders/AwayForm";
import { GivenPages, useHeld } from "../_shared/pages/GivenPages";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { useRead } from "../_shared/useRead";
import { Counted, whyFree } from "./Counted";
import { LeaveCalendar } from "./LeaveCalendar";

/** Leave that somebody has to grant; the rest is told, not asked for. */
const ASKED = KINDS.filter((kind) => !(OWN_KINDS as readonly string[]).includes(kind));

/** Dates that were chosen in the calendar, as the sheet is opened with them: `new/2026-12-14/2026-12-18`. */
function chosenIn(of: string): { from: string; until?: string } | null {
  const [name, from, until] = of.split("/");
  return name === "new" && from ? { from, until } : null;
}

/** Asks for leave, on the dates that were chosen, or (with `of`) changes a request that waits. */
export function LeaveSheet({ of: opened = "", onClose }: { of?: string; onClose: () => void }) {
  const chosen = chosenIn(opened);
  const of = chosen ? "" : opened;
  const { acts, today, balances } = useApp();
  const [asked, setAsked] = useState<LeaveRequest | null>(null);
  const basis = useRead(() => acts.leaveBasis(of), [of]);
  useEffect(() => {
    if (of) void acts.leaveRequests().then((all) => setAsked(all.find(({ id }) => id === of) ?? null));
  }, [of]);
  const held = useHeld();
  const save = async (away: FilledAway): Promise<void> => {
    if (!(await held.making.made())) return;
    const saved = asked ? await acts.changeLeave(asked, away) : await acts.askLeave(away, held.fresh());
    announce(saved, t(asked ? "away.ask.changed" : "away.ask.sent"));
    onClose();
  };
  const saves = asked?.kind === SAVED || balances.value?.accounts.some(({ account }) => account === SAVED);
  const kinds = ASKED.filter((kind) => kind !== SAVED || saves);
  return (
    <Sheet title={t(of ? "away.ask.change" : "away.ask.title")} onClose={onClose}>
      {of && !asked ? null : (
        <AwayForm
          kinds={kinds}
          first={asked ?? chosen ?? { from: today.value?.date ?? "" }}
          yes={t(of ? "away.ask.save" : "away.ask.send")}
          onSave={save}
          onClose={onClose}
          choose={(away, onDates) => <Days away={away} basis={basis} onDates={onDates} />}
          more={of ? null : <GivenPages held={held} />}
          refuses={(away) => refusal(away, basis)}
          says={(away) => <Says away={away} basis={basis} />}
        />
      )}
    </Sheet>
  );
}

/** The wish counted; null where it cannot be. */
function countOf({ from, until, kind }: FilledAway, basis: LeaveBasis | null): Sum | null {
  if (!basis?.terms || !from || !until || until < from) return null;
  return ask(
    { first: from, last: until, kind },
    kind === SAVED ? basis.saved : basis.ground,
    basis.terms,
    basis.calendar,
  );
}

/** The sentence of a month that takes no request; null when every one does. */
function refusal({ from, until }: FilledAway, basis: LeaveBasis | null): string | null {
  const [found] = basis ? lockedIn({ first: from, last: until }, basis.ground) : [];
  return found ? t(`finding.${found.kind}`, found.params) : null;
}

interface DaysProps {
  away: FilledAway;
  basis: LeaveBasis | null;
  onDates: (dates: { from: string; until: string }) => void;
}

function Days({ away, basis, onDates }: DaysProps) {
  const today = useApp().today.value?.date ?? away.from;
  const named = byDate(basis?.calendar ?? []);
  const holidays = [...named.values()].filter((day) => !day.uses_holiday_day);
  const free = new Map(holidays.map(({ date, name }) => [date, t(`holiday.${name}`)]));
  for (const day of countOf(away, basis)?.days ?? []) if (day.why) free.set(day.date, whyFree(day));
  const others = basis?.ground.others ?? [];
  return (
    <LeaveCalendar
      from={away.from}
      until={away.until}
      today={today}
      free={free}
      away={(date) => others.some(({ first, last }) => first <= date && date <= last)}
      onDates={onDates}
    />
  );
}

/** What the wish comes to, or why it is not counted. */
function Says({ away, basis }: { away: FilledAway; basis: LeaveBasis | null }) {
  const counted = countOf(away, basis);
  const uncounted = basis && (basis.terms ? "away.count.unknown" : "away.count.unread");
  return (
    <>
      {away.kind === "annual_holiday" ? null : <p>{t(`away.effect.${away.kind}`)}</p>}
      {counted ? <Counted kind={away.kind} counted={counted} /> : uncounted ? <p>{t(uncounted)}</p> : null}
    </>
  );
}
