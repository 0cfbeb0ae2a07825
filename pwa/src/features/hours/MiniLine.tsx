import type { HoursDay } from "../../store/hoursTypes";
import { drawLine } from "../../ui/timeLineDrawing";
import { siteZone } from "../../ui/words";

/** A day's time line without its hours: the shape of the day at a glance. The row says the same in words. */
export function MiniLine({ day, now }: { day: HoursDay; now: number }) {
  const { result, plan } = day;
  const spans = result?.spans ?? [];
  const start = plan?.start ?? Math.floor((spans[0]?.start ?? 0) / 1440) * 1440;
  const minute = Math.floor(now / 60_000);
  const inside = plan !== null && minute >= plan.start && minute < plan.end;
  const drawn = drawLine({ spans, now: inside ? minute : null, fillsAt: null, dayStart: start, zone: siteZone() });
  const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;
  return (
    <svg class="mini" aria-hidden="true" focusable="false">
      <rect width="100%" height="100%" rx="5" class="line-track" />
      {drawn.bars.map((bar) => (
        <rect
          key={bar.from}
          x={percent(bar.from)}
          width={percent(bar.width)}
          height="100%"
          rx="3"
          class={`line-${bar.kind}`}
        />
      ))}
      {drawn.now === null ? null : (
        <line x1={percent(drawn.now)} x2={percent(drawn.now)} y1="-2" y2="12" class="line-now" />
      )}
    </svg>
  );
}
