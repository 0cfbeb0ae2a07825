/** Web Locks, with the right to go on without one: a tab frozen in the background must not stop the others. */
import type { LockOptions } from "../device/ports";

type Work<T> = (held: boolean) => Promise<T>;

export async function withLock<T>(name: string, work: Work<T>, options: LockOptions = {}): Promise<T> {
  if (typeof navigator === "undefined" || !navigator.locks) return work(false);
  const { patience, steal, signal } = options;
  if (steal) return navigator.locks.request(name, { steal: true }, () => work(true));
  const waits = patience === undefined ? signal : AbortSignal.timeout(patience);
  let started = false;
  const marked = () => {
    started = true;
    return work(true);
  };
  try {
    return await navigator.locks.request(name, waits ? { signal: waits } : {}, marked);
  } catch (error) {
    if (!started && patience !== undefined) return work(false);
    throw error;
  }
}
