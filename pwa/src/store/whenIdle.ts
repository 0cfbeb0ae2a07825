/** At the latest after this, when the page is never idle. */
const LATEST_MS = 1_500;

/** Work that nobody waits for: between the person's own taps, or soon where a browser cannot tell. */
export function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: LATEST_MS });
  else setTimeout(work, LATEST_MS);
}
