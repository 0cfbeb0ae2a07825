import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** The organisation's logo in the bar of a desk. It is fetched after the first picture; the bar goes on without it. */
export function Mark() {
  const [part, setPart] = useState<{ Shown: ComponentType } | null>(null);
  useEffect(() => {
    import("../features/_shared/Logo").then(
      (m) => setPart({ Shown: m.BarLogo }),
      () => {},
    );
  }, []);
  return part && <part.Shown />;
}
