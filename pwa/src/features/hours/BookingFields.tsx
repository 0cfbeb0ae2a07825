import type { HoursDay, HoursView, NamedChoice } from "../../store/appState";
import { t } from "../../ui/words";
import type { Filled } from "./entryDraft";

interface Props {
  view: HoursView;
  day: HoursDay;
  booking: Filled;
  onChange: (change: Partial<Filled>) => void;
}

/** What the time is booked on, where it was done, and a note. */
export function BookingFields({ view, day, booking, onChange }: Props) {
  const kiky = booking.kiky || day.plan?.kiky?.accounted === "obligation";
  return (
    <>
      <div class="hours-times">
        <Pick
          label={t("today.work_type")}
          options={view.workTypes}
          chosen={booking.workType}
          onPick={(workType) => onChange({ workType })}
        />
        <Pick
          label={t("today.cost_centre")}
          options={view.costCentres}
          chosen={booking.costCentre}
          onPick={(costCentre) => onChange({ costCentre })}
        />
      </div>
      <div class="tags">
        <Toggle on={booking.remote} text={t("today.remote")} onTap={() => onChange({ remote: !booking.remote })} />
        {kiky ? (
          <Toggle
            kind="kiky"
            on={booking.kiky}
            text={t("today.kiky")}
            onTap={() => onChange({ kiky: !booking.kiky })}
          />
        ) : null}
      </div>
      <div class="field">
        <label for="entry-note">{t("hours.field.note")}</label>
        <textarea
          id="entry-note"
          class="input"
          rows={2}
          maxLength={2000}
          value={booking.note}
          onInput={(event) => onChange({ note: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

interface PickProps {
  label: string;
  options: readonly NamedChoice[];
  chosen: string | null;
  onPick: (id: string | null) => void;
}

function Pick({ label, options, chosen, onPick }: PickProps) {
  if (options.length === 0) return null;
  const id = `pick-${label}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={chosen ?? ""}
        onChange={(event) => onPick(event.currentTarget.value || null)}
      >
        <option value="">{t("hours.field.none")}</option>
        {options.map(({ id: value, name, code }) => (
          <option key={value} value={value} selected={value === chosen}>
            {code ? `${code} ${name}` : name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Toggle({ text, on, onTap, kind = "" }: { text: string; on: boolean; onTap: () => void; kind?: string }) {
  return (
    <button type="button" class={`tag ${kind}`} aria-pressed={on} onClick={onTap}>
      {text}
    </button>
  );
}
