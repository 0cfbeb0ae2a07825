import type { HoursView, NamedChoice } from "../../store/appState";
import { Length } from "../../ui/Length";
import { t } from "../../ui/words";
import { byBooking } from "./bookedSums";

const FIELDS = ["work_type", "cost_centre"] as const;

/** What a person who is paid by the hour bills or is paid for: the hours by work type and by cost centre. */
export function ByBooking({ view }: { view: HoursView }) {
  const names = { work_type: view.workTypes, cost_centre: view.costCentres };
  return (
    <>
      {FIELDS.map((field) => (
        <Group key={field} view={view} field={field} names={names[field]} />
      ))}
    </>
  );
}

interface GroupProps {
  view: HoursView;
  field: (typeof FIELDS)[number];
  names: readonly NamedChoice[];
}

function Group({ view, field, names }: GroupProps) {
  const { rows, rest } = byBooking(view.days, field);
  if (rows.every(({ id }) => id === null)) return null;
  const nameOf = (id: string | null): string => {
    const one = names.find((choice) => choice.id === id);
    return one ? [one.code, one.name].filter(Boolean).join(" ") : (id ?? t("hours.by.none"));
  };
  return (
    <>
      <h3 class="hours-part">{t(`hours.by.${field}`)}</h3>
      <dl class="hours-parts">
        {rows.map(({ id, minutes }) => (
          <div key={id}>
            <dt>{nameOf(id)}</dt>
            <dd>
              <Length minutes={minutes} />
            </dd>
          </div>
        ))}
        {rest === 0 ? null : (
          <div>
            <dt>{t("hours.by.rest")}</dt>
            <dd>
              <Length minutes={rest} />
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}
