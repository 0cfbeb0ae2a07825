import type { Wire } from "../../../store/appState";
import { dayDate, hm, localTime, num, signedHm } from "../../../ui/formats";
import { language, siteZone } from "../../../ui/words";

/** A cell as its column writes it; empty where there is nothing. */
export function cellText(column: Wire["TableColumn"], value: string | number | null): string {
  const { kind, choices } = column;
  if (kind === "choice") return choices.find((one) => one.value === (value ?? ""))?.title ?? String(value ?? "");
  if (value === null || value === "") return "";
  if (typeof value === "string") return kind === "date" ? dayDate(value, language()) : value;
  if (kind === "instant") return dayDate(localTime(value, siteZone()).date, language());
  if (kind === "min") return hm(value);
  if (kind === "signed") return signedHm(value);
  return value ? num(value, language()) : "";
}

export const isFigure = ({ kind }: Wire["TableColumn"]): boolean => ["min", "signed", "count"].includes(kind);
