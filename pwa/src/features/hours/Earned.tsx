import { classesOf, moneyOf, partsOf } from "../../domain/wage";
import type { HoursDay } from "../../store/appState";
import { language, t } from "../../ui/words";
import { euros } from "../_shared/forms/money";

/** What the days make in money, as far as the wage is known and the days alone tell it. */
export function Earned({ days }: { days: readonly HoursDay[] }) {
  const parts = days.flatMap(({ plan, result, hourlyCents, asTime }) =>
    partsOf(classesOf(plan, result), hourlyCents, asTime),
  );
  const { rows, cents } = moneyOf(parts);
  if (!rows.length) return null;
  const lang = language();
  return (
    <>
      <h3 class="hours-part">{t("hours.money")}</h3>
      <dl class="hours-parts">
        {rows.map(({ part, percent, minutes, cents }) => (
          <div key={part}>
            <dt>{t(part === "base" ? "hours.money.hours" : "hours.money.raise", { percent, length: minutes })}</dt>
            <dd>{euros(cents, lang)}</dd>
          </div>
        ))}
        <div class="hours-whole">
          <dt>{t("report.money.total")}</dt>
          <dd>{euros(cents, lang)}</dd>
        </div>
      </dl>
      <p class="muted">{t("hours.money.what")}</p>
    </>
  );
}
