import { addDays, capital, monthName } from "../../ui/formats";
import { Icon } from "../../ui/Icon";
import { language, t } from "../../ui/words";

/** A month's name between the arrows to the one before and the one after. */
export function Stepper({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const title = `${capital(monthName(`${month}-01`, language()))} ${month.slice(0, 4)}`;
  const before = addDays(`${month}-01`, -1).slice(0, 7);
  const after = addDays(`${month}-28`, 4).slice(0, 7);
  return (
    <div class="months-step">
      <button
        type="button"
        class="icon-button months-back"
        aria-label={t("months.previous")}
        onClick={() => onMonth(before)}
      >
        <Icon name="next" />
      </button>
      <h2 aria-live="polite">{title}</h2>
      <button type="button" class="icon-button" aria-label={t("months.next")} onClick={() => onMonth(after)}>
        <Icon name="next" />
      </button>
    </div>
  );
}
