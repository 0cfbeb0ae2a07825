import { useSignal } from "@preact/signals";
import type { BookingChoice, NamedChoice, TodayView } from "../../store/appState";
import { t } from "../../ui/words";
import { Lazy } from "../../ui/Lazy";
import { useApp } from "../_shared/useApp";

type Change = Partial<BookingChoice>;

const SWITCH_WORK = () => import("./SwitchWork").then((m) => m.SwitchWork);

/** What the time is booked on: remembered from last time, one tap to change. While in, a change asks from when. */
export function BookingChoices({ today }: { today: TodayView }) {
  const { acts } = useApp();
  const asked = useSignal<{ entry: string; change: Change } | null>(null);
  const { running, workTypes, costCentres, kikyOffered } = today;
  // What was asked about an entry that has ended meanwhile is forgotten with it.
  const change = (asked.value?.entry === running?.entry && asked.value?.change) || {};
  const shown = { ...today.choice, ...change };
  const pick = (picked: Change): unknown => {
    if (!running) return acts.setChoice(picked);
    asked.value = { entry: running.entry, change: differing({ ...change, ...picked }, today.choice) };
  };
  const changes = Object.keys(change).length > 0;
  return (
    <>
      <div class="tags" role="group" aria-label={t("today.booked_on")}>
        {workTypes.length > 0 ? (
          <Pick
            label={t("today.work_type")}
            options={workTypes}
            chosen={shown.workType}
            onPick={(workType) => pick({ workType })}
          />
        ) : null}
        {costCentres.length > 0 ? (
          <Pick
            label={t("today.cost_centre")}
            options={costCentres}
            chosen={shown.costCentre}
            onPick={(costCentre) => pick({ costCentre })}
          />
        ) : null}
        <Toggle on={shown.remote} onTap={() => pick({ remote: !shown.remote })} text={t("today.remote")} />
        {kikyOffered ? (
          <Toggle kind="kiky" on={shown.kiky} onTap={() => pick({ kiky: !shown.kiky })} text={t("today.kiky")} />
        ) : null}
      </div>
      {today.onReturn && !changes ? <p class="today-switch-later">{t("today.switch.waits")}</p> : null}
      {changes ? <Lazy load={SWITCH_WORK} props={{ today, change, onDone: () => (asked.value = null) }} /> : null}
    </>
  );
}

/** The fields of a change that are other than what stands. */
function differing(change: Change, stands: BookingChoice): Change {
  const names = Object.keys(change) as (keyof BookingChoice)[];
  return Object.fromEntries(names.filter((name) => change[name] !== stands[name]).map((name) => [name, change[name]]));
}

interface PickProps {
  label: string;
  options: readonly NamedChoice[];
  chosen: string | null;
  onPick: (id: string | null) => unknown;
}

/** The device's own list: one tap opens it, one chooses. What was used lately comes first. */
function Pick({ label, options, chosen, onPick }: PickProps) {
  const recent = options.filter((one) => one.recent);
  const others = options.filter((one) => !one.recent);
  const grouped = recent.length > 0 && others.length > 0;
  return (
    <select
      class="tag"
      aria-label={label}
      value={chosen ?? ""}
      onChange={(event) => onPick(event.currentTarget.value || null)}
    >
      <option value="" selected={chosen === null}>
        {label}
      </option>
      {grouped ? (
        <>
          <optgroup label={t("today.recent")}>{recent.map((one) => optionOf(one, chosen))}</optgroup>
          <optgroup label={t("today.others")}>{others.map((one) => optionOf(one, chosen))}</optgroup>
        </>
      ) : (
        options.map((one) => optionOf(one, chosen))
      )}
    </select>
  );
}

function optionOf({ id, name, code }: NamedChoice, chosen: string | null) {
  return (
    <option key={id} value={id} selected={id === chosen}>
      {code ? `${code} ${name}` : name}
    </option>
  );
}

interface ToggleProps {
  text: string;
  on: boolean;
  onTap: () => unknown;
  kind?: string;
}

function Toggle({ text, on, onTap, kind = "" }: ToggleProps) {
  return (
    <button type="button" class={`tag ${kind}`} aria-pressed={on} onClick={() => onTap()}>
      {text}
    </button>
  );
}
