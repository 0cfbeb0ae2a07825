/** Long work in pieces, so that taps and pictures come between; and news only where there is some. */
import type { Signal } from "@preact/signals";

/** Lets what waits go first, then goes on before anything newer. A browser that cannot tell goes on at once. */
export function breathe(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? Promise.resolve();
}

/** Sets a signal when `said` is other than what it says: equal news draws nothing anew. */
export function tell<T>(signal: Signal<T>, said: T): void {
  if (JSON.stringify(signal.peek()) !== JSON.stringify(said)) signal.value = said;
}
