import type { HoursEntry, HoursView } from "../../store/appState";
import { clock, dayDate, localTime } from "../../ui/formats";
import { language, siteZone, t } from "../../ui/words";

type Times = Pick<HoursEntry, "start" | "end" | "running">;

/** "8.02–16.31"; an end or a beginning on another day says which. */
export function timesText({ start, end, running }: Times, date: string): string {
  const [lang, zone] = [language(), siteZone()];
  const told = (at: number): string => {
    const on = localTime(at, zone).date;
    return on === date ? clock(at, lang, zone) : `${dayDate(on, lang)} ${clock(at, lang, zone)}`;
  };
  if (end === null) return t(running ? "hours.since" : "hours.no_end", { at: told(start) });
  return `${told(start)}–${told(end)}`;
}

/** Work type and cost centre by name. */
export function bookedOn(entry: HoursEntry, view: HoursView): string[] {
  const type = view.workTypes.find(({ id }) => id === entry.workType);
  const centre = view.costCentres.find(({ id }) => id === entry.costCentre);
  return [type?.name ?? "", centre ? [centre.code, centre.name].filter(Boolean).join(" ") : ""].filter(Boolean);
}

/** Where the entry comes from: punched or typed in, what was changed, by whom if it was somebody else, what waits. */
export function originOf(entry: HoursEntry, me: string): string {
  const { source, punched, estimated, changedBy, local } = entry;
  const others = new Set(Object.values(changedBy).filter((name): name is string => Boolean(name) && name !== me));
  const typed = source === "typed";
  const parts = [
    typed ? t("hours.origin.typed") : t("hours.origin.punched"),
    estimated ? t("hours.origin.estimated") : "",
    punched.start === undefined ? "" : t("hours.origin.start", { at: punched.start }),
    typeof punched.end === "number" ? t("hours.origin.end", { at: punched.end }) : "",
    punched.breaks ? t("hours.origin.breaks") : "",
    others.size ? t("hours.origin.by", { names: [...others].join(", ") }) : "",
    local ? t("hours.origin.unsent") : "",
  ];
  return parts.filter(Boolean).join(" · ");
}
