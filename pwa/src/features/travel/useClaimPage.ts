import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ClaimDraft } from "../../store/appState";
import { useApp } from "../_shared/useApp";
import type { ClaimForm, TripForm } from "./form";

const SOON_MS = 250;

export type Page = ReturnType<typeof useClaimPage>;

/** What is typed on a claim's page: kept on this device soon after each word, so that a killed app loses none. */
export function useClaimPage(start: ClaimForm, draftKey: string, restored: boolean) {
  const { acts } = useApp();
  const form = useSignal(start);
  const touched = useSignal(restored);
  const owed = useRef<ReturnType<typeof setTimeout> | null>(null);
  const keepNow = (): void => {
    if (owed.current === null) return;
    clearTimeout(owed.current);
    owed.current = null;
    void acts.keepClaimDraft(draftKey, form.value as unknown as ClaimDraft);
  };
  const change = (next: Partial<ClaimForm>): void => {
    form.value = { ...form.value, ...next };
    touched.value = true;
    owed.current ??= setTimeout(keepNow, SOON_MS);
  };
  const changeTrip = (id: string, next: (trip: TripForm) => TripForm): void =>
    change({ trips: form.value.trips.map((trip) => (trip.id === id ? next(trip) : trip)) });
  const forget = async (): Promise<void> => {
    if (owed.current !== null) clearTimeout(owed.current);
    owed.current = null;
    touched.value = false;
    await acts.keepClaimDraft(draftKey, null);
  };
  useEffect(() => {
    addEventListener("pagehide", keepNow);
    return () => {
      removeEventListener("pagehide", keepNow);
      keepNow();
    };
  }, []);
  return { form, touched, change, changeTrip, forget };
}
