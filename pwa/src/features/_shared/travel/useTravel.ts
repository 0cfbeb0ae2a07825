import { useEffect, useState } from "preact/hooks";
import type { ClaimFact, TravelPreview, TripSave } from "../../../store/appState";
import { useApp } from "../useApp";
import { useRead } from "../useRead";

/** Own claims, newest first. */
export function useClaims(): ClaimFact[] | null {
  const { acts } = useApp();
  return useRead(() => acts.claims());
}

/** Own claims with a trip that the date is part of. */
export function useClaimsOn(date: string): ClaimFact[] | null {
  const { acts } = useApp();
  return useRead(() => acts.claimsOn(date), [date]);
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

/** A trip that the server refused, with the claim it belongs to where this device has it; null while it is read. */
export function useRefusedTrip(opId: string): { trip: TripSave | null; claim: ClaimFact | null } | null {
  const { acts } = useApp();
  const [found, setFound] = useState<{ trip: TripSave | null; claim: ClaimFact | null } | null>(null);
  useEffect(() => {
    const read = async () => {
      const trip = await acts.refusedTrip(opId);
      return { trip, claim: trip ? await acts.claim(trip.body.claim) : null };
    };
    void read().then(setFound, () => setFound({ trip: null, claim: null }));
  }, [opId]);
  return found;
}

/** What works trips out, fetched once. */
export function usePreview(): TravelPreview | null {
  const { acts } = useApp();
  const [found, setFound] = useState<TravelPreview | null>(null);
  useEffect(() => void acts.travelPreview().then(setFound, () => {}), [acts]);
  return found;
}
