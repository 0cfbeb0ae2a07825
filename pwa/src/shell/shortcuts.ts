import { useEffect } from "preact/hooks";
import { punch } from "../features/today/Actions";
import type { AppState, PunchKind, TodayView } from "../store/appState";
import { keysOn } from "../ui/keys";
import { openSheet, sheet } from "../ui/router";

/** The punch that a key makes while this holds; null for a key that means nothing now. */
export function punchOf(key: string, state: TodayView["state"]): PunchKind | null {
  if (key === "i") return state === "out" ? "in" : null;
  if (state === "out") return null;
  if (key === "u") return "out";
  if (key === "t") return state === "break" ? "break_end" : "break_start";
  return null;
}

/** Keys belong to whoever writes or chooses, to an open sheet, and to the browser. */
function isTaken(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, repeat, defaultPrevented, target } = event;
  if (ctrlKey || metaKey || altKey || repeat || defaultPrevented || sheet.value) return true;
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

/** In, out and break by a key each, with their list on `?`. */
export function useShortcuts(app: AppState): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (!keysOn.value || isTaken(event)) return;
      if (event.key === "?") return openSheet("keys");
      const today = app.today.value;
      const kind = today && punchOf(event.key.toLowerCase(), today.state);
      if (kind) void punch(app, kind);
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, [app]);
}
