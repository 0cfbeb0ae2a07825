/** Long work in pieces, so that taps and pictures come between. */

/** Lets what waits go first, then goes on before anything newer. A browser that cannot tell goes on at once. */
export function yieldToMain(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? Promise.resolve();
}
