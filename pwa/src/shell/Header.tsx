import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../features/_shared/useApp";
import type { Screen } from "./screens";
import { SyncChip } from "./SyncChip";
import { capital, fullDate, shortDate, weekday } from "../ui/formats";
import { arrivals } from "../ui/router";
import { language, t } from "../ui/words";

/** The heading of a screen and the chip; a screen that opens gets the focus on its heading. */
export function Header({ screen }: { screen: Screen | "nowhere" }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  const today = useApp().today.value;
  const title = t(`nav.${screen}`);
  useEffect(() => {
    document.title = `${title} · Leima`;
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [title]);
  const arrived = arrivals.value;
  useEffect(() => void (arrived && heading.current?.focus()), [arrived]);
  return (
    <header class="top">
      <h1 ref={heading} tabIndex={-1}>
        {screen === "today" && today ? <Date date={today.date} /> : title}
      </h1>
      <SyncChip />
    </header>
  );
}

function Date({ date }: { date: string }) {
  const lang = language();
  return (
    <>
      {capital(weekday(date, lang))}{" "}
      <small>
        <span class="only-narrow">{shortDate(date, lang)}</span>
        <span class="only-wide">{fullDate(date, lang)}</span>
      </small>
    </>
  );
}
