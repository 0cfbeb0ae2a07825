import type { Saved } from "../store/live";
import { say } from "../ui/toast";
import { t } from "../ui/words";

/** Tells what became of an act. "Saved" is said only when it is on the disk; a failure is said loudly and stays. */
export function tell(saved: Saved, done: string, undo?: () => unknown): void {
  const offer = undo && { label: t("common.undo"), run: undo };
  if (saved === "saved") say(t("common.kept", { done }), false, offer);
  if (saved === "rescued") say(t("common.rescued", { done }), true);
  if (saved === "failed") say(t("common.not_saved"), true);
}
