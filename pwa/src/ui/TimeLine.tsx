import type { LineDrawing } from "./timeLineDrawing";

/** The day as a bar: what was worked, where breaks were, where the target fills. In words for those who do not see it. */
export function TimeLine({ drawing, twin }: { drawing: LineDrawing; twin: string }) {
  const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;
  return (
    <figure class="line">
      <svg aria-hidden="true" focusable="false">
        <rect x="0" y="10" width="100%" height="20" rx="10" class="line-track" />
        {drawing.ahead ? (
          <rect
            x={percent(drawing.ahead.from)}
            y="10"
            width={percent(drawing.ahead.width)}
            height="20"
            rx="6"
            class="line-ahead"
          />
        ) : null}
        {drawing.bars.map((bar) => (
          <rect
            key={bar.from}
            x={percent(bar.from)}
            y="10"
            width={percent(bar.width)}
            height="20"
            rx="6"
            class={`line-${bar.kind}`}
          />
        ))}
        {drawing.now === null ? null : (
          <line x1={percent(drawing.now)} y1="4" x2={percent(drawing.now)} y2="36" class="line-now" />
        )}
        {drawing.hours.map((hour) => (
          <text key={hour.at} x={percent(hour.at)} y="49" text-anchor={hour.anchor}>
            {hour.label}
          </text>
        ))}
      </svg>
      <figcaption class="vh">{twin}</figcaption>
    </figure>
  );
}
