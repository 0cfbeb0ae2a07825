import { useEffect, useState } from "preact/hooks";
import type { LeaveRequest } from "../../store/appState";
import { useApp } from "./useApp";

/** What an act reads, and again whenever this device knows more; null before the first answer. */
export function useRead<T>(read: () => Promise<T>, on: readonly unknown[] = []): T | null {
  const app = useApp();
  const [found, setFound] = useState<T | null>(null);
  const [balances, unsent] = [app.balances.value, app.sync.value.unsent];
  useEffect(() => {
    let wanted = true;
    read().then(
      (told) => wanted && setFound(() => told),
      () => {},
    );
    return () => void (wanted = false);
  }, [balances, unsent, ...on]);
  return found;
}

/** Own requests for leave, the newest first. */
export function useLeaveRequests(): LeaveRequest[] | null {
  const { acts } = useApp();
  return useRead(() => acts.leaveRequests());
}

export function useLeaveWaiting(): LeaveRequest[] | null {
  const { acts } = useApp();
  return useRead(() => acts.leaveWaiting());
}
