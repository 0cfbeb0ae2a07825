import { knows, t } from "../../ui/words";

/** The sentence behind a key, or what stands in for one that has no words. */
export function knownOr(key: string, instead: string): string {
  return knows(key) ? t(key) : instead;
}
