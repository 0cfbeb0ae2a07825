import "./kiky.css";
import type { KikyLine, KikyMonth, KikyYear } from "../../store/appState";
import { fullDate, hm, signedHm } from "../../ui/formats";
import { Ring } from "../../ui/Ring";
import { knows, language, t } from "../../ui/words";

/** How a year of kiky was settled: the ring of what is done, a bar a month, and every line. */
export function YearPicture({ year }: { year: KikyYear }) {
  if (year.accounted === "none") return <p class="note calm">{t("kiky.year.inside")}</p>;
  const whole = year.opening;
  const gone = year.settled + year.done + year.lapsed;
  return (
    <div class="kiky-form">
      <div class="kiky-head">
        <Ring share={whole > 0 ? gone / whole : 1} />
        <p>
          <strong>{hm(Math.max(0, year.left))}</strong> {t("kiky.year.left")}
          <small>{t("kiky.year.gone", { gone, whole })}</small>
        </p>
      </div>
      {year.left < 0 ? <p class="note">{t("kiky.year.too_much", { minutes: -year.left })}</p> : null}
      <dl class="kiky-sums">
        <Sum name="opening" minutes={year.opening} />
        <Sum name="settled" minutes={year.settled} />
        <Sum name="done" minutes={year.done} />
        {year.lapsed ? <Sum name="lapsed" minutes={year.lapsed} /> : null}
        <Sum name="planned" minutes={year.planned} />
        <Sum name={year.left < 0 ? "over" : "left"} minutes={Math.abs(year.left)} />
      </dl>
      <Bars months={year.months} whole={Math.max(whole, 1)} />
      <h3>{t("kiky.year.lines")}</h3>
      <Lines lines={year.lines} today={year.today} />
      {year.source ? <p class="muted small">{t("kiky.year.source", { source: year.source })}</p> : null}
    </div>
  );
}

function Sum({ name, minutes }: { name: string; minutes: number }) {
  return (
    <div class={`sum-${name}`}>
      <dt>{t(`kiky.sum.${name}`)}</dt>
      <dd>{hm(minutes)}</dd>
    </div>
  );
}

const HIGH = 72;

/** What is left at each month's end, and what was planned; the same numbers stand in a table for those who do not see. */
function Bars({ months, whole }: { months: readonly KikyMonth[]; whole: number }) {
  const most = Math.max(whole, ...months.map(({ left }) => left));
  return (
    <figure class="kiky-bars">
      <svg viewBox="0 0 288 92" aria-hidden="true">
        {months.map((month, n) => (
          <Bar key={month.month} month={month} n={n} most={most} />
        ))}
      </svg>
      <figcaption>{t("kiky.year.bars")}</figcaption>
      <MonthTable months={months} />
    </figure>
  );
}

function Bar({ month, n, most }: { month: KikyMonth; n: number; most: number }) {
  const [x, left, planned] = [n * 24, tall(month.left, most), tall(month.planned, most)];
  return (
    <g>
      <rect class="track" x={x + 3} y={4} width={18} height={HIGH} rx={4} />
      <rect class="left" x={x + 3} y={4 + HIGH - left} width={18} height={left} rx={4} />
      {month.planned > 0 ? <rect class="plan" x={x + 6} y={4 + HIGH - planned} width={12} height={planned} /> : null}
      <text x={x + 12} y={90}>
        {n + 1}
      </text>
    </g>
  );
}

function tall(minutes: number, most: number): number {
  return (Math.max(0, minutes) / most) * HIGH;
}

function MonthTable({ months }: { months: readonly KikyMonth[] }) {
  return (
    <table class="vh">
      <caption>{t("kiky.year.bars")}</caption>
      <thead>
        <tr>
          {["month", "given", "settled", "done", "planned", "left"].map((name) => (
            <th key={name} scope="col">
              {t(`kiky.sum.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map((month, n) => (
          <tr key={month.month}>
            <th scope="row">{n + 1}</th>
            <td>{hm(month.given)}</td>
            <td>{hm(month.settled)}</td>
            <td>{hm(month.done)}</td>
            <td>{hm(month.planned)}</td>
            <td>{hm(month.left)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lines({ lines, today }: { lines: readonly KikyLine[]; today: string }) {
  if (lines.length === 0) return <p class="muted">{t("kiky.year.empty")}</p>;
  return (
    <ol class="kiky-lines">
      {lines.map((line, n) => (
        <Line key={`${line.date}${line.kind}${n}`} line={line} today={today} />
      ))}
    </ol>
  );
}

function Line({ line, today }: { line: KikyLine; today: string }) {
  const key = `kiky.line.${line.kind}`;
  const from = Object.entries(line.accounts).map(
    ([account, minutes]) => `${t(`account.${account}`)} ${signedHm(minutes)}`,
  );
  const small = [fullDate(line.date, language()), ...from, line.why, line.who ?? ""].filter(Boolean).join(" · ");
  const ahead = line.kind === "planned" || line.date > today;
  return (
    <li class={ahead ? "ahead" : ""}>
      <span>
        <b>{t(knows(key) ? key : "kiky.line.other")}</b>
        <small>{small}</small>
      </span>
      <strong>{signedHm(line.minutes)}</strong>
    </li>
  );
}
