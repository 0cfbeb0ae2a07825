import type { HoursDay } from "../../store/appState";
import { TimeLine } from "../../ui/TimeLine";
import { drawLine } from "../../ui/timeLineDrawing";
import { siteZone, t } from "../../ui/words";

/** The day as a bar, and the same in words. */
export function DayPicture({ day: { result, plan }, now }: { day: HoursDay; now: number }) {
  const spans = result?.spans ?? [];
  if (!plan || (spans.length === 0 && plan.target === 0)) return null;
  const minute = Math.floor(now / 60_000);
  const inside = minute >= plan.start && minute < plan.end;
  const drawing = drawLine({
    spans,
    dayStart: plan.start,
    zone: siteZone(),
    fillsAt: null,
    now: inside ? minute : null,
  });
  const told = spans.map(({ kind, start, end }) => t(`today.line.${kind}`, { start, end }));
  const twin = told.length ? told.join(", ") : t("today.line.empty");
  return <TimeLine drawing={drawing} twin={`${t("hours.line")}: ${twin}.`} />;
}
