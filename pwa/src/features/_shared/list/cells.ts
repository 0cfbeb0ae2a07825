import type { Wire } from "../../../store/appState";
import { hm, localTime, num, signedHm } from "../../../ui/formats";
import { language, siteZone, t } from "../../../ui/words";

/** A cell as its column writes it; empty where there is nothing. */
export function cellText(column: Wire["TableColumn"], value: string | number | null): string {
  const { kind, choices } = column;
  if (kind === "choice") return choices.find((one) => one.value === (value ?? ""))?.title ?? String(value ?? "");
  if (value === null || value === "") return "";
  if (typeof value === "string") return kind === "date" ? dated(value) : value;
  if (kind === "instant") return dated(localTime(value, siteZone()).date);
  if (kind === "min") return hm(value);
  if (kind === "signed") return signedHm(value);
  return value ? num(value, language()) : "";
}

const dated = (date: string): string => t("value.date", { date });

/** How a column's cells stand. */
export function standOf({ kind }: Wire["TableColumn"]): "figure" | "short" | undefined {
  if (kind === "min" || kind === "signed" || kind === "count") return "figure";
  return kind === "date" || kind === "instant" ? "short" : undefined;
}
