import type { SyncState } from "../store/appState";
import { openSheet, sheet } from "../ui/router";
import { t, tn } from "../ui/words";
import { useApp } from "../features/_shared/useApp";

/** The truth about sync in at most four words. */
export function chipText(sync: SyncState): string {
  if (sync.kind === "attention") return tn("chip.attention", sync.attention);
  if (sync.kind === "offline") return sync.unsent ? tn("chip.offline_kept", sync.unsent) : t("chip.offline");
  if (sync.kind === "waiting" && sync.files) return tn("chip.files", sync.files);
  if (sync.kind === "waiting") return tn("chip.waiting", sync.unsent);
  return t(sync.outdated ? "chip.outdated" : "chip.sent");
}

export function SyncChip() {
  const sync = useApp().sync.value;
  const text = chipText(sync);
  const open = sheet.value?.name === "journal";
  return (
    <section class="chip-place" aria-label={open ? undefined : t("journal.region")}>
      <button
        type="button"
        class={`chip is-${sync.kind === "sent" && sync.outdated ? "attention" : sync.kind}`}
        aria-haspopup="dialog"
        aria-label={`${text}. ${t("chip.opens")}`}
        onClick={() => openSheet("journal")}
      >
        <i aria-hidden="true" />
        {text}
      </button>
    </section>
  );
}
