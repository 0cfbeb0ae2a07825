import { useEffect, useState } from "preact/hooks";
import type { ClaimFact } from "../../store/appState";
import { useApp } from "../_shared/useApp";
import type { ClaimForm } from "./form";

/** Where the page of a claim that has not been kept yet stands. */
export const NEW = "new";

/** Whether its person's own hand may change it. */
export function isOpen({ status }: ClaimFact): boolean {
  return status === "draft" || status === "returned";
}

/** What was typed on a page and not kept; null while it is read. */
export function useDraft(key: string): { kept: ClaimForm | null } | null {
  const { acts } = useApp();
  const [found, setFound] = useState<{ kept: ClaimForm | null } | null>(null);
  useEffect(() => {
    let wanted = true;
    acts.claimDraft(key).then(
      (kept) => wanted && setFound({ kept: kept as ClaimForm | null }),
      () => wanted && setFound({ kept: null }),
    );
    return () => void (wanted = false);
  }, [key]);
  return found;
}
