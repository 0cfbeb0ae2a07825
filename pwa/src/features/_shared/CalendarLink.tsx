import { follow } from "../../ui/Nav";
import { t } from "../../ui/words";

/** The way to the holiday calendar of the team. */
export function CalendarLink() {
  return (
    <section class="card" aria-label={t("calendar.title")}>
      <h2>{t("calendar.title")}</h2>
      <p class="muted">{t("calendar.lead")}</p>
      <p>
        <Go to="/lomakalenteri">{t("calendar.open")}</Go>
      </p>
    </section>
  );
}

/** The same at the first date of somebody's leave. */
export function SeeInCalendar({ name, from, when }: { name: string; from: string; when: string }) {
  return (
    <Go to={`/lomakalenteri/${from}`} label={t("calendar.open_at_label", { name, when })}>
      {t("calendar.open_at")}
    </Go>
  );
}

function Go({ to, label, children }: { to: string; label?: string; children: string }) {
  return (
    <a class="button" href={to} aria-label={label} onClick={(event) => follow(event, to)}>
      {children}
    </a>
  );
}
