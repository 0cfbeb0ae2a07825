import { useSignal } from "@preact/signals";
import type { Live, PunchKind, TodayView } from "../../store/live";
import { t } from "../../ui/words";
import { useLive } from "../live";
import { punchUndo, tell } from "../saving";

/** A second tap within this time is a slip of the thumb: the button has just changed its meaning under it. */
const SLIP_MS = 450;

const DONE: Record<PunchKind, string> = {
  in: "today.did.in",
  out: "today.did.out",
  break_start: "today.did.break_start",
  break_end: "today.did.break_end",
};

export async function punch(live: Live, kind: PunchKind): Promise<void> {
  const saved = await live.acts.punch(kind);
  tell(saved, t(DONE[kind], { at: live.today.value?.now ?? 0 }), punchUndo(live.acts));
}

/** The large button is the next thing to do. It answers at once; "tallessa" is said when it is on the disk. */
export function Actions({ today }: { today: TodayView }) {
  const live = useLive();
  const resting = useSignal(false);
  const tap = (kind: PunchKind): void => {
    if (resting.value) return;
    resting.value = true;
    setTimeout(() => (resting.value = false), SLIP_MS);
    void punch(live, kind);
  };
  const { state } = today;
  const busy = resting.value || undefined;
  const onBreak = state === "break";
  return (
    <div class={`acts ${state}`}>
      {state === "out" ? null : (
        <button
          type="button"
          class={onBreak ? "go" : "rest"}
          aria-disabled={busy}
          onClick={() => tap(onBreak ? "break_end" : "break_start")}
        >
          {t(onBreak ? "today.break_end" : "today.break_start")}
        </button>
      )}
      <button
        type="button"
        class={onBreak ? "rest" : "go"}
        aria-disabled={busy}
        onClick={() => tap(state === "out" ? "in" : "out")}
      >
        {t(state === "out" ? "today.clock_in" : "today.clock_out")}
      </button>
    </div>
  );
}
