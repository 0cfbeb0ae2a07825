import type { Ports } from "../device/ports";

const LEAST = 2_000;
const MOST = 300_000;
const LONGEST_RETRY_AFTER = 3_600_000;

/** Milliseconds to wait after the n-th failure in a row (n from 1): full jitter over 2 s, 4 s, 8 s .. 5 min. */
export function backoff(failures: number, random: number): number {
  const ceiling = Math.min(MOST, LEAST * 2 ** Math.min(failures, 12));
  return Math.round(LEAST + random * (ceiling - LEAST));
}

/** Like `backoff`, but never sooner than a Retry-After (seconds) and at most an hour. */
export function patience(
  failures: number,
  ports: Pick<Ports, "random">,
  retryAfter: number | null | undefined,
): number {
  const wait = backoff(failures, ports.random());
  if (!retryAfter || retryAfter < 0) return wait;
  return Math.min(LONGEST_RETRY_AFTER, Math.max(retryAfter * 1000, wait));
}

/** True once `until` has come, or lies further off than it can have been set: then the clock was moved. */
export function due(until: number, now: number, longest = LONGEST_RETRY_AFTER): boolean {
  return until <= now || until > now + longest;
}
