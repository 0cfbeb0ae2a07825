import { t } from "../../ui/words";

/** Where no law settles the years, that they are the employer's choice, and why. */
export function sourceText(source: string): string {
  const [, why] = /^CHECK: (.*)$/.exec(source) ?? [];
  return why ? `${t("processing.chosen")} (${why})` : source;
}
