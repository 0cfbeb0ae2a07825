import { localTime } from "../../ui/formats";
import { siteZone } from "../../ui/words";

/** The site's date now. */
export function localToday(): string {
  return localTime(Date.now(), siteZone()).date;
}
