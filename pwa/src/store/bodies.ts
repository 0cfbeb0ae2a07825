/** Values of a row or of an operation's body, as far as they are there. */

export type Body = Record<string, unknown>;

/** Epoch minutes of an instant in epoch ms; null where there is none. */
export const minuteIn = (ms: unknown): number | null => (typeof ms === "number" ? Math.floor(ms / 60_000) : null);

export const textIn = (value: unknown): string => (typeof value === "string" ? value : "");
