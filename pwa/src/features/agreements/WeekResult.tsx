import type { Wire } from "../../store/appState";
import { dayDate, hm } from "../../ui/formats";
import { knows, language, t } from "../../ui/words";
import { sourced } from "../_shared/explain/sourced";
import { classesIn, overtimeIn } from "./week";

type Side = Wire["WeekSide"];
type Line = Wire["Line"];

/** Both results beside each other: the overtime, minutes by class for each day, and why, with the sources. */
export function WeekResult({ two }: { two: Wire["TwoWeeks"] }) {
  const classes = classesIn(two.a.totals, two.b.totals);
  return (
    <div class="agreements-two-sides" aria-live="polite">
      {[two.a, two.b].map((side) => (
        <SideOf key={side.key} side={side} classes={classes} />
      ))}
    </div>
  );
}

function SideOf({ side, classes }: { side: Side; classes: readonly string[] }) {
  return (
    <article class="agreements-side" aria-label={side.name}>
      <h3>{side.name}</h3>
      <p class="agreements-side-sum">
        <b>{hm(overtimeIn(side.totals))}</b> {t("agreements.overtime_in_all")}
      </p>
      <table class="agreements-by-class">
        <thead>
          <tr>
            <th scope="col">{t("agreements.column.day")}</th>
            {classes.map((name) => (
              <th key={name} scope="col">
                {t(`agreements.class.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {side.days.map((day) => (
            <tr key={day.date}>
              <th scope="row">{dayDate(day.date, language())}</th>
              {classes.map((name) => (
                <Minutes key={name} name={name} minutes={day.classes[name]} />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("agreements.sum")}</th>
            {classes.map((name) => (
              <Minutes key={name} name={name} minutes={side.totals[name]} />
            ))}
          </tr>
        </tfoot>
      </table>
      <Why days={side.days} tests={side.weeks} />
    </article>
  );
}

/** Minutes of a class; on a phone the class is named beside them, and one without minutes is left out. */
function Minutes({ name, minutes = 0 }: { name: string; minutes: number | undefined }) {
  return (
    <td data-name={t(`agreements.class.${name}`)} class={minutes ? "" : "nothing"}>
      {minutes ? hm(minutes) : "–"}
    </td>
  );
}

/** Lines that say where overtime comes from: the long days' own, and the week against its line. */
function Why({ days, tests }: { days: Side["days"]; tests: Side["weeks"] }) {
  const daily = days.map((day) => ({
    day,
    lines: day.lines.filter((line) => /^overtime/.test(line.rule)),
  }));
  return (
    <ul class="agreements-why">
      {daily
        .filter(({ lines }) => lines.length > 0)
        .map(({ day, lines }) => (
          <li key={day.date}>
            <b>{dayDate(day.date, language())}</b>
            <Lines lines={lines} />
          </li>
        ))}
      {tests.map((test, n) => (
        <li key={n}>
          <b>{t("agreements.week_test")}</b>
          <Lines lines={test.lines} />
        </li>
      ))}
    </ul>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <>
      {lines.map((line, n) => (
        <Said key={n} line={line} />
      ))}
    </>
  );
}

function Said({ line }: { line: Line }) {
  const params = { minutes: line.minutes, ...line.params };
  const told = line.minutes || Number(line.params.length ?? 0);
  const because = `because.${line.rule}`;
  const source = line.source && sourced(line.source);
  const why = [knows(because) ? t(because, params) : "", source ?? ""].filter(Boolean);
  return (
    <p class="agreements-why-line">
      <span>
        {t(`rule.${line.rule}`, params)} <span class="desk-fig">{told ? hm(told) : ""}</span>
      </span>
      <small>{why.join(" · ")}</small>
    </p>
  );
}
