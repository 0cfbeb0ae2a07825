import { t } from "../../ui/words";
import { lineOf, WIDTH } from "./drawing";
import { leadingCell } from "./LeadingTable";
import type { LeadingColumn, LeadingPicture, LeadingReport } from "./leadingWish";

/** The pictures of a report for leading; the table that follows them has the same numbers. A picture that is the whole
 * report has its title from the heading above. */
export function LeadingPictures({ report }: { report: LeadingReport }) {
  return (
    <div class="reports-charts reports-lead-pictures">
      {report.pictures.map((picture) => (
        <figure key={picture.title}>
          <figcaption class={report.heading.startsWith(picture.title) ? "vh" : undefined}>{picture.title}</figcaption>
          <p class="vh">{t("leading.twin")}</p>
          {picture.series.length > 1 ? <Key report={report} picture={picture} /> : null}
          {picture.shape === "line" && report.rows.length > 1 ? (
            <Line report={report} picture={picture} />
          ) : (
            <Bars report={report} picture={picture} />
          )}
        </figure>
      ))}
    </div>
  );
}

interface Props {
  report: LeadingReport;
  picture: LeadingPicture;
}

function columnOf({ columns }: LeadingReport, key: string): LeadingColumn {
  return columns.find((column) => column.key === key)!;
}

function Key({ report, picture }: Props) {
  return (
    <p class="reports-lead-key" aria-hidden="true">
      {picture.series.map((key, n) => (
        <span key={key}>
          <i class={`reports-lead-${n}`} /> {columnOf(report, key).title}
        </span>
      ))}
    </p>
  );
}

const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);

/** A line of bars for each row: beside each other, or one after another where they make a whole. */
function Bars({ report, picture }: Props) {
  const { series, shape } = picture;
  const most = mostOf(report, picture);
  return (
    <dl class="reports-lead-bars" aria-hidden="true">
      {report.rows.map((cells, at) => (
        <div key={at}>
          <dt>{leadingCell(columnOf(report, picture.label), cells[picture.label])}</dt>
          {shape === "stacked" ? (
            <dd>
              <Track parts={series.map((key) => numberOf(cells[key]) / most)} />
            </dd>
          ) : (
            series.map((key, n) => (
              <dd key={key}>
                <Track parts={[Math.abs(numberOf(cells[key])) / most]} first={n} />
                <b>{leadingCell(columnOf(report, key), cells[key])}</b>
              </dd>
            ))
          )}
        </div>
      ))}
    </dl>
  );
}

function mostOf({ rows }: LeadingReport, { series, shape }: LeadingPicture): number {
  const lengths = rows.map((cells) => {
    const values = series.map((key) => Math.abs(numberOf(cells[key])));
    return shape === "stacked" ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
  });
  return Math.max(...lengths, 0) || 1;
}

function Track({ parts, first = 0 }: { parts: readonly number[]; first?: number }) {
  let x = 0;
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none">
      <rect width="100" height="10" class="reports-lead-track" />
      {parts.map((part, n) => {
        const [at, width] = [x, Math.max(0, part * 100)];
        x += width;
        return <rect key={n} x={at} width={width} height="10" class={`reports-lead-${first + n}`} />;
      })}
    </svg>
  );
}

function Line({ report, picture }: Props) {
  const key = picture.series[0]!;
  const { path, zero, area } = lineOf(report.rows.map((cells) => numberOf(cells[key])));
  const ends = [report.rows[0]!, report.rows[report.rows.length - 1]!];
  return (
    <>
      <p class="reports-chart-ends" aria-hidden="true">
        <span>{leadingCell(columnOf(report, key), ends[0]![key])}</span>
        <b>{leadingCell(columnOf(report, key), ends[1]![key])}</b>
      </p>
      <svg viewBox={`0 0 ${WIDTH} 90`} preserveAspectRatio="none" aria-hidden="true">
        <path d={area} class="spark-area" />
        <line x1="0" y1={zero} x2={WIDTH} y2={zero} class="spark-zero" />
        <path d={path} class="spark-path" />
      </svg>
      <p class="reports-chart-ends" aria-hidden="true">
        {ends.map((cells, n) => (
          <span key={n}>{leadingCell(columnOf(report, picture.label), cells[picture.label])}</span>
        ))}
      </p>
    </>
  );
}
