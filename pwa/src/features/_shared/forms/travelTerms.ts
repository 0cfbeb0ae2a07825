/** What a contract says of travel: sums as a clerk types them, and as they are told. Cents on the wire, euros on the screen. */
import type { Wire } from "../../../store/appState";
import { language, t } from "../../../ui/words";
import { cents, euros } from "./money";

type Shape = Wire["TravelShape"];
type Part = "travel_pay" | "travel_prices";

/** What each part has sums of, in the order of the form. */
export const SUMS = {
  travel_pay: ["per_km", "full", "partial", "foreign"],
  travel_prices: ["per_km", "per_day", "per_hour"],
} as const;

/** The most that the server takes, in cents. */
const MOST = 100_000;
const MOST_KM = 2_000;

/** Typed sums by their names as the server takes them: null where nothing was written. `wrong` names the first that is none. */
export function sumsOf(part: Part, typed: Readonly<Record<string, string>>): Record<string, number | null> | string {
  const found: Record<string, number | null> = {};
  for (const name of SUMS[part]) {
    const text = (typed[name] ?? "").replace(/€/g, "").trim();
    const sum = text ? cents(text) : null;
    if (text && (sum === null || sum > (name === "per_km" ? MOST_KM : MOST))) return name;
    found[`${name}_cents`] = sum;
  }
  return found;
}

/** Each thing that is said of travel, in words: what it is of, and what it says. */
export function travelTold(shape: Shape): [string, string][] {
  const sums = (part: Part) =>
    SUMS[part].map((name): [string, string] => {
      const sum = (shape[part] as Record<string, number | null> | null)?.[`${name}_cents`] ?? null;
      const usual = t(part === "travel_pay" ? "contracts.sum.usual" : "contracts.sum.none");
      return [t(`contracts.sum.${part}.${name}`), sum === null ? usual : euros(sum, language())];
    });
  return [
    [t("contracts.field.payee"), t(`contracts.payee.${shape.payee}`)],
    [t("contracts.field.sector"), t(`contracts.sector.${shape.special_sector ? "special" : "usual"}`)],
    ...sums("travel_pay"),
    ...sums("travel_prices"),
  ];
}

/** What becomes different of travel, a sentence each. */
export function travelTurns([before, after]: readonly [Shape, Shape]): string[] {
  const then = travelTold(before);
  return travelTold(after).flatMap(([what, says], n) => {
    const was = then[n]![1];
    return was === says ? [] : [t("contracts.turn", { what, before: was, after: says })];
  });
}

/** What is said of travel beside the usual, for the list of a person's contracts. */
export function travelNotes(shape: Shape): string[] {
  const usual = travelTold({ payee: "employee", special_sector: false, travel_pay: null, travel_prices: null });
  return travelTold(shape).flatMap(([what, says], n) => (usual[n]![1] === says ? [] : [`${what}: ${says}`]));
}
