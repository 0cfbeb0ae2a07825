import "./needs.css";
import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { TimeInput } from "../../../ui/DateTime";
import { Button } from "../../../ui/Button";
import { clock, hm, localTime } from "../../../ui/formats";
import { language, siteZone, t } from "../../../ui/words";
import { clockOutAt } from "./clockOutAt";

interface Props {
  /** The day that the work began on, and the instants (epoch ms) of its start and of the proposed end. */
  date: string;
  openedAt: number;
  proposal: number;
  onSave: (at: number) => Promise<unknown>;
  onCancel: () => void;
}

/** Closes the field without a word; the focus goes back to the button that opened it, the last one of its card. */
export function leaveFix(fixing: Signal<boolean>, card: RefObject<HTMLElement | null>): void {
  fixing.value = false;
  setTimeout(() => [...(card.current?.querySelectorAll("button") ?? [])].at(-1)?.focus());
}

function typed(at: number, zone: string): string {
  const { hour, minute } = localTime(at, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** A field for the right time. An hour that occurs twice in autumn is asked; one that does not exist is refused. */
export function TimeFix({ date, openedAt, proposal, onSave, onCancel }: Props) {
  const zone = siteZone();
  const time = useSignal(typed(proposal, zone));
  const instants = clockOutAt(time.value, date, openedAt, zone);
  return (
    <form class="needs-time-fix" onSubmit={(event) => event.preventDefault()}>
      <div class="field">
        <label for={`fix-${openedAt}`}>{t("attention.fix.label")}</label>
        <TimeInput focus id={`fix-${openedAt}`} required value={time.value} onInput={(value) => (time.value = value)} />
        <NextDay at={instants[0]} date={date} openedAt={openedAt} zone={zone} />
      </div>
      {instants.length === 0 ? (
        <p role="alert">{t("attention.fix.no_such_time")}</p>
      ) : (
        <SaveButtons instants={instants} onSave={onSave} zone={zone} />
      )}
      <Button onClick={onCancel}>{t("common.cancel")}</Button>
    </form>
  );
}

interface Next {
  at: number | undefined;
  date: string;
  openedAt: number;
  zone: string;
}

/** A time before the clock-in is one of the next day; how long that makes the work tells a slip from a night. */
function NextDay({ at, date, openedAt, zone }: Next) {
  if (at === undefined || localTime(at, zone).date === date) return null;
  return (
    <small role="status">{t("attention.fix.next_day", { length: hm(Math.round((at - openedAt) / 60_000)) })}</small>
  );
}

function SaveButtons({ instants, onSave, zone }: { instants: number[]; onSave: Props["onSave"]; zone: string }) {
  const at = clock(instants[0]!, language(), zone);
  if (instants.length === 1) {
    return (
      <Button kind="warm" onClick={() => onSave(instants[0]!)}>
        {t("attention.fix.save", { at })}
      </Button>
    );
  }
  return (
    <div class="row-buttons">
      <p>{t("attention.fix.twice", { at })}</p>
      <Button onClick={() => onSave(instants[0]!)}>{t("attention.fix.summer", { at })}</Button>
      <Button onClick={() => onSave(instants[1]!)}>{t("attention.fix.winter", { at })}</Button>
    </div>
  );
}
