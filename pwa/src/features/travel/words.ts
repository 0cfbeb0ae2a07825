/** Travel in words: places, vehicles, and why a line is what it is. */
import type { Place, TravelLine } from "../../store/appState";
import { num } from "../../ui/formats";
import { knows, language, t } from "../../ui/words";

/** A place of the rate table by its name; other countries by the browser's own. */
export function placeName(code: string, places: readonly Place[] = []): string {
  const lang = language();
  const known = places.find((one) => one.code === code);
  if (known && lang !== "sv") return known[lang];
  if (/^[A-Z]{2}$/.test(code)) return new Intl.DisplayNames([lang], { type: "region" }).of(code) ?? code;
  return known?.en ?? code;
}

/** The parameters of a rule with codes said in words. */
function saidOf(params: TravelLine["params"], places: readonly Place[]): Record<string, unknown> {
  const what = params.what === undefined ? {} : { what: t(`rule.what.${params.what}`) };
  const place = typeof params.place === "string" ? { place: placeName(params.place, places) } : {};
  return { ...params, ...what, ...place };
}

export function ruleOf({ rule }: Pick<TravelLine, "rule">): string {
  return t(`rule.${rule}`);
}

export function becauseOf({ rule, params }: Pick<TravelLine, "rule" | "params">, places: readonly Place[]): string {
  if (rule === "travel_unknown_rate") return t("travel.rate_unknown", { date: params.date });
  return t(`because.${rule}`, saidOf(params, places));
}

/** A sentence about what cannot be as it is told. */
export function faultOf({ code, params }: { code: string; params: Readonly<Record<string, unknown>> }): string {
  const key = `error.${code}`;
  return knows(key) ? t(key, params) : t("travel.fault");
}

/** `km_from_home` as a person calls it. */
export function fieldWord(field: string): string {
  const [, name = field, rest = ""] = /^(\w+)[.[]([^\]]*)/.exec(field) ?? [];
  if (name === "nights") return t("travel.field.night", { date: rest });
  if (name === "legs" || name === "day_ends_in") return t("travel.field.legs");
  const key = `travel.field.${name}`;
  return knows(key) ? t(key) : t("travel.field.other");
}

export function quantityOf({ quantity, unit }: Pick<TravelLine, "quantity" | "unit">): string {
  return t(`travel.unit.${unit}`, { n: num(quantity, language()) });
}
