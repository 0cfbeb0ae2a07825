import { clock, fullDate, localTime } from "../../ui/formats";
import { language, siteZone } from "../../ui/words";

/** An ISO instant as a date and a time of the site. */
export function when(instant: string): string {
  const ms = Date.parse(instant);
  return `${fullDate(localTime(ms, siteZone()).date, language())} ${clock(ms, language(), siteZone())}`;
}
