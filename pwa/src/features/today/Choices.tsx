import type { NamedChoice, TodayView } from "../../store/live";
import { t } from "../../ui/words";
import { useLive } from "../live";

/** What the time is booked on: remembered from last time, one tap to change. */
export function Choices({ today }: { today: TodayView }) {
  const { acts } = useLive();
  const { choice, workTypes, costCentres, kikyOffered } = today;
  return (
    <div class="tags" role="group" aria-label={t("today.booked_on")}>
      {workTypes.length > 0 ? (
        <Pick
          label={t("today.work_type")}
          options={workTypes}
          chosen={choice.workType}
          onPick={(workType) => acts.setChoice({ workType })}
        />
      ) : null}
      {costCentres.length > 0 ? (
        <Pick
          label={t("today.cost_centre")}
          options={costCentres}
          chosen={choice.costCentre}
          onPick={(costCentre) => acts.setChoice({ costCentre })}
        />
      ) : null}
      <Toggle on={choice.remote} onTap={() => acts.setChoice({ remote: !choice.remote })} text={t("today.remote")} />
      {kikyOffered ? (
        <Toggle
          kind="kiky"
          on={choice.kiky}
          onTap={() => acts.setChoice({ kiky: !choice.kiky })}
          text={t("today.kiky")}
        />
      ) : null}
    </div>
  );
}

interface PickProps {
  label: string;
  options: readonly NamedChoice[];
  chosen: string | null;
  onPick: (id: string | null) => unknown;
}

/** The device's own list: one tap opens it, one chooses. */
function Pick({ label, options, chosen, onPick }: PickProps) {
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
      {options.map(({ id, name, code }) => (
        <option key={id} value={id} selected={id === chosen}>
          {code ? `${code} ${name}` : name}
        </option>
      ))}
    </select>
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
