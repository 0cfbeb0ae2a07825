import { hm, signedHm, weekNumber, shortDate } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { barsOf, lineOf, WIDTH } from "./drawing";
import type { PersonPart } from "./types";

type Shown = PersonPart["charts"];

/** The pictures of one person's interval, each with the same in words. */
export function Charts({ charts }: { charts: Shown }) {
  return (
    <div class="reports-charts">
      {charts.flex.length > 1 ? <FlexLine points={charts.flex} /> : null}
      {charts.weeks.length > 0 ? <WeekBars weeks={charts.weeks} /> : null}
      {charts.kiky.length > 0 ? <KikyBars bars={charts.kiky} /> : null}
    </div>
  );
}

function FlexLine({ points }: { points: Shown["flex"] }) {
  const amounts = points.map(({ amount }) => amount);
  const [first, last] = [points[0]!, points[points.length - 1]!];
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  const { path, zero, area } = lineOf(amounts);
  const told = { first: first.date, from: first.amount, last: last.date, to: last.amount, low, high };
  return (
    <figure>
      <figcaption>{t("report.chart.flex")}</figcaption>
      <p class="reports-chart-ends" aria-hidden="true">
        <span>{signedHm(first.amount)}</span>
        <b>{signedHm(last.amount)}</b>
      </p>
      <svg viewBox={`0 0 ${WIDTH} 90`} preserveAspectRatio="none" aria-hidden="true">
        <path d={area} class="spark-area" />
        <line x1="0" y1={zero} x2={WIDTH} y2={zero} class="spark-zero" />
        <path d={path} class="spark-path" />
      </svg>
      <p class="reports-chart-ends" aria-hidden="true">
        <span>{shortDate(first.date, language())}</span>
        <span>{shortDate(last.date, language())}</span>
      </p>
      <p class="vh">{t("report.chart.flex.twin", told)}</p>
    </figure>
  );
}

function WeekBars({ weeks }: { weeks: Shown["weeks"] }) {
  const { bars, top } = barsOf(weeks);
  const [first, last] = [weeks[0]!, weeks[weeks.length - 1]!];
  const name = (from: string): string => t("report.week", { n: weekNumber(from) });
  return (
    <figure>
      <figcaption>{t("report.chart.weeks")}</figcaption>
      <p class="reports-chart-ends" aria-hidden="true">
        <span>{hm(top)}</span>
        <span class="reports-chart-key">
          <i class="is-worked" /> {t("report.column.worked")} <i class="is-target" /> {t("report.column.target")}
        </span>
      </p>
      <svg viewBox={`0 0 ${WIDTH} 90`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map(({ x, width, height, kind }) => (
          <rect key={`${kind}${x}`} x={x} y={90 - height} width={width} height={height} class={`reports-bar-${kind}`} />
        ))}
      </svg>
      <p class="reports-chart-ends" aria-hidden="true">
        <span>{name(first.from)}</span>
        {weeks.length > 1 ? <span>{name(last.from)}</span> : null}
      </p>
      <ul class="vh">
        {weeks.map(({ from, worked, target }) => (
          <li key={from}>{t("report.chart.weeks.twin", { n: weekNumber(from), worked, target })}</li>
        ))}
      </ul>
    </figure>
  );
}

function KikyBars({ bars }: { bars: Shown["kiky"] }) {
  const most = Math.max(1, ...bars.map(({ minutes }) => Math.abs(minutes)));
  return (
    <figure>
      <figcaption>{t("report.chart.kiky")}</figcaption>
      <dl class="reports-kiky-bars">
        {bars.map(({ year, kind, minutes }) => (
          <div key={`${year}${kind}`}>
            <dt>
              {t(`report.kiky.${kind}`)} <span class="muted">{year}</span>
            </dt>
            <dd>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width="100" height="10" class="reports-bar-track" />
                <rect
                  width={(Math.abs(minutes) / most) * 100}
                  height="10"
                  class={kind === "left" ? "reports-bar-left" : "reports-bar-kiky"}
                />
              </svg>
              <b>{hm(minutes)}</b>
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
