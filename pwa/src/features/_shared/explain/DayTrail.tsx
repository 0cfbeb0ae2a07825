import { follow } from "../../../ui/Nav";
import { t } from "../../../ui/words";

/** The way to what has been changed in a day, by whom and when. */
export function DayTrail({ date }: { date: string }) {
  const to = `/tapahtumaloki/${date}`;
  return (
    <a class="explained-day-trail" href={to} onClick={(event) => follow(event, to)}>
      {t("trail.of_day")}
    </a>
  );
}
