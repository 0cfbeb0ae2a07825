import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "./Button";
import { t } from "./words";

interface Props<P> {
  load: () => Promise<ComponentType<P>>;
  props: P;
}

/** A part that is fetched when it is first shown. Without it (no network, not yet stored) it says so and can be tried again. */
export function Lazy<P extends object>({ load, props }: Props<P>) {
  const [part, setPart] = useState<{ Shown: ComponentType<P> } | "failed" | null>(null);
  const fetchPart = (): Promise<void> =>
    load().then(
      (Shown) => setPart({ Shown }),
      () => setPart("failed"),
    );
  useEffect(() => void fetchPart(), [load]);
  if (part === "failed") {
    return (
      <div class="note" role="alert">
        <p>{t("common.part_missing")}</p>
        <Button onClick={fetchPart}>{t("common.try_again")}</Button>
      </div>
    );
  }
  return part ? <part.Shown {...props} /> : <p class="loading">{t("common.loading")}</p>;
}
