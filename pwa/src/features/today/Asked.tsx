import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { PunchKind, TodayView } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { punch } from "./Actions";

const NEXT: Record<TodayView["state"], PunchKind> = { out: "in", in: "out", break: "break_end" };

/** The installed app's shortcut leads here to punch: the next punch is one tap away, and is never made unasked. */
export function Asked({ today }: { today: TodayView }) {
  const app = useApp();
  const asked = useSignal(new URLSearchParams(location.search).has("leimaa"));
  const heading = useRef<HTMLHeadingElement>(null);
  // A reload, or the way back, does not ask again.
  useEffect(() => {
    if (!asked.value) return;
    history.replaceState(history.state, "", location.pathname);
    heading.current?.focus();
  }, []);
  if (!asked.value) return null;
  const kind = NEXT[today.state];
  const yes = (): Promise<void> => {
    asked.value = false;
    return punch(app, kind);
  };
  return (
    <section class="note">
      <h2 ref={heading} tabIndex={-1}>
        {t(`today.ask.${kind}`)}
      </h2>
      <div class="row-buttons">
        <Button kind="warm" onClick={yes}>
          {t("today.ask.yes")}
        </Button>
        <Button onClick={() => void (asked.value = false)}>{t("today.ask.no")}</Button>
      </div>
    </section>
  );
}
