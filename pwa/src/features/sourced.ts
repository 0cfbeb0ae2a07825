import { capital } from "../ui/formats";
import { t } from "../ui/words";

/** A rule's source as a person reads it: the tables' mark of what was not seen at its first source, in words. */
export function sourced(source: string): string {
  const text = source.replace(/^CHECK:\s*(?=.)/, () => `${capital(t("explain.check"))}: `);
  return text
    .replace(/^CHECK:?\s*$/, () => capital(t("explain.check")))
    .replace(/\bCHECK\b/g, () => t("explain.check"));
}
