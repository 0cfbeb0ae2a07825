import { useEffect, useState } from "preact/hooks";
import type { ClaimFact, TravelPreview } from "../../../store/appState";
import { useApp } from "../useApp";
import { useRead } from "../useRead";

/** Own claims, newest first. */
export function useClaims(): ClaimFact[] | null {
  const { acts } = useApp();
  return useRead(() => acts.claims());
}

export function useClaimsWaiting(): ClaimFact[] | null {
  const { acts } = useApp();
  return useRead(() => acts.claimsWaiting());
}

/** One claim, null inside where there is none; null while it is read. */
export function useClaim(id: string): { claim: ClaimFact | null } | null {
  const { acts } = useApp();
  return useRead(async () => ({ claim: await acts.claim(id) }), [id]);
}

/** What works trips out, fetched once. */
export function usePreview(): TravelPreview | null {
  const { acts } = useApp();
  const [found, setFound] = useState<TravelPreview | null>(null);
  useEffect(() => void acts.travelPreview().then(setFound, () => {}), [acts]);
  return found;
}
