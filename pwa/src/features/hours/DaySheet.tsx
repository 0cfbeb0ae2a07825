import { capital, fullDate, weekday } from "../../ui/formats";
import { path } from "../../ui/router";
import { Sheet } from "../../ui/Sheet";
import { language } from "../../ui/words";
import { DayPane } from "./DayPane";
import { useWide } from "./useWide";

/** A day over the list; beside it where there is room, and then this shows nothing. */
export function DaySheet({ of = "", onClose }: { of?: string; onClose: () => void }) {
  const wide = useWide();
  const date = of.split("/")[0]!;
  if (wide && path.value.startsWith("/tunnit")) return null;
  return (
    <Sheet title={dayTitle(date)} onClose={onClose}>
      <DayPane key={date} of={of} />
    </Sheet>
  );
}

export function dayTitle(date: string): string {
  const lang = language();
  return `${capital(weekday(date, lang))} ${fullDate(date, lang)}`;
}
