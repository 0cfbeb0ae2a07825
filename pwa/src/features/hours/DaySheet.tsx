import { path } from "../../ui/router";
import { Sheet } from "../../ui/Sheet";
import { useWide } from "../../ui/useWide";
import { DayPane } from "./DayPane";
import { dayTitle } from "./telling";
import { SIDE_BY_SIDE } from "./width";

/** A day over the list; beside it where there is room, and then this shows nothing. */
export function DaySheet({ of = "", onClose }: { of?: string; onClose: () => void }) {
  const wide = useWide(SIDE_BY_SIDE);
  const date = of.split("/")[0]!;
  if (wide && path.value.startsWith("/tunnit")) return null;
  return (
    <Sheet title={dayTitle(date)} onClose={onClose}>
      <DayPane key={date} of={of} />
    </Sheet>
  );
}
