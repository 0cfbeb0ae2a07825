import { useSignal } from "@preact/signals";
import type { AppState, PunchKind, TodayView } from "../../store/appState";
import { takeTurn } from "../../ui/toast";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { punchUndo, announce } from "../_shared/reply/announce";

/** A second tap within this time is a slip of the thumb: the button has just changed its meaning under it. */
const SLIP_MS = 450;

const DONE: Record<PunchKind, string> = {
  in: "today.did.in",
  out: "today.did.out",
  break_start: "today.did.break_start",
  break_end: "today.did.break_end",
};

export async function punch(app: AppState, kind: PunchKind): Promise<void> {
  const turn = takeTurn();
  const saved = await app.acts.punch(kind);
  announce(saved, t(DONE[kind], { at: app.today.value?.now ?? 0 }), punchUndo(app.acts), turn);
}

/** The large button is the next thing to do. It answers at once; "tallessa" is said when it is on the disk. */
export function Actions({ today }: { today: TodayView }) {
  const app = useApp();
  const resting = useSignal(false);
  const tap = (kind: PunchKind): void => {
    if (resting.value) return;
    resting.value = true;
    setTimeout(() => (resting.value = false), SLIP_MS);
    void punch(app, kind);
  };
  const { state } = today;
  const busy = resting.value || undefined;
  const onBreak = state === "break";
  return (
    <div class={`today-acts ${state}`}>
      {state === "out" ? null : (
        <button
          type="button"
          class={onBreak ? "go" : "today-rest"}
          aria-disabled={busy}
          onClick={() => tap(onBreak ? "break_end" : "break_start")}
        >
          {t(onBreak ? "today.break_end" : "today.break_start")}
        </button>
      )}
      <button
        type="button"
        class={onBreak ? "today-rest" : "go"}
        aria-disabled={busy}
        onClick={() => tap(state === "out" ? "in" : "out")}
      >
        {t(state === "out" ? "today.clock_in" : "today.clock_out")}
      </button>
    </div>
  );
}
