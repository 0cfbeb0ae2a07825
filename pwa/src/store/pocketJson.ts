/** Small things that this device remembers as JSON beside its database. */
import type { Pocket } from "../device/ports";

export function readJson<T extends object>(pocket: Pocket, key: string, otherwise: T): T {
  try {
    return { ...otherwise, ...(JSON.parse(pocket.get(key) ?? "{}") as Partial<T>) };
  } catch {
    return otherwise;
  }
}

/** Best effort: a full localStorage forgets a preference, never an operation. */
export function writeJson(pocket: Pocket, key: string, value: object): void {
  try {
    pocket.set(key, JSON.stringify(value));
  } catch {
    // A preference is not worth a message.
  }
}
