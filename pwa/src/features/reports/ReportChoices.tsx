import { DateInput } from "../../ui/DateTime";
import { t } from "../../ui/words";
import { BALANCE_COLUMNS, COLUMNS, toggled } from "./columns";
import { LeadingChoices } from "./LeadingChoices";
import type { Listed } from "./types";
import { datesOf, type Period, type Wish } from "./wish";

const PERIODS: readonly Period[] = ["this_month", "last_month", "this_year", "own"];

interface Props {
  wish: Wish;
  today: string;
  /** The people that a supervisor or payroll may choose from; null for somebody who has only themselves. */
  people: readonly Listed[] | null;
  change: (wish: Wish) => void;
}

/** What to show, of whom, of which days, in which columns. */
export function ReportChoices(props: Props) {
  const { wish, change } = props;
  return (
    <form class="card reports-choices" onSubmit={(event) => event.preventDefault()}>
      <Kinds {...props} />
      {props.people ? <Whom wish={wish} people={props.people} change={change} /> : null}
      {wish.kind === "leading" ? (
        <LeadingChoices wish={wish.leading} change={(leading) => change({ ...wish, leading })} />
      ) : (
        <Periods {...props} />
      )}
      {wish.kind === "working_time" ? <Columns wish={wish} change={change} /> : null}
    </form>
  );
}

function Kinds({ wish, people, change }: Props) {
  const choose = (kind: Wish["kind"]): void => {
    const wide = kind !== "working_time";
    const fits = kind === "leading" ? false : wide ? !wish.whom.startsWith("person:") : wish.whom !== "all";
    change({ ...wish, kind, whom: fits ? wish.whom : people && wide ? "all" : "" });
  };
  return (
    <div class="tags" role="group" aria-label={t("report.kind")}>
      {(["working_time", "balances", "leading"] as const).map((kind) => (
        <button key={kind} type="button" class="tag" aria-pressed={wish.kind === kind} onClick={() => choose(kind)}>
          {t(`report.kind.${kind}`)}
        </button>
      ))}
    </div>
  );
}

function Whom({ wish, people, change }: Pick<Props, "wish" | "change"> & { people: readonly Listed[] }) {
  const teams = new Map(people.flatMap((one) => one.teams.map((team) => [team.id, team.name] as const)));
  return (
    <div class="field">
      <label for="report-whom">{t("report.whom")}</label>
      <select
        id="report-whom"
        class="input"
        value={wish.kind === "balances" ? wish.whom || "all" : wish.whom}
        onChange={(event) => change({ ...wish, whom: event.currentTarget.value })}
      >
        {wish.kind !== "working_time" ? <option value="all">{t("report.team.all")}</option> : null}
        {wish.kind !== "balances" ? <option value="">{t("report.whom.me")}</option> : null}
        <optgroup label={t("report.team")}>
          {[...teams].map(([id, name]) => (
            <option key={id} value={`team:${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
        {wish.kind === "working_time" ? (
          <optgroup label={t("report.whom.person")}>
            {people.map(({ id, name }) => (
              <option key={id} value={`person:${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        ) : null}
      </select>
    </div>
  );
}

function Periods({ wish, today, change }: Props) {
  return (
    <>
      <div class="tags" role="group" aria-label={t("report.period")}>
        {PERIODS.map((period) => (
          <button
            key={period}
            type="button"
            class="tag"
            aria-pressed={wish.period === period}
            onClick={() => change({ ...wish, period, ...datesOf(period, today, wish) })}
          >
            {t(`report.period.${period}`)}
          </button>
        ))}
      </div>
      {wish.period === "own" ? (
        <div class="reports-dates">
          {(["from", "to"] as const).map((end) => (
            <div class="field" key={end}>
              <label for={`report-${end}`}>{t(`report.${end}`)}</label>
              <DateInput
                id={`report-${end}`}
                value={wish[end]}
                onInput={(date) => date && change({ ...wish, [end]: date })}
              />
            </div>
          ))}
        </div>
      ) : null}
    </>
  );
}

function Columns({ wish, change }: Pick<Props, "wish" | "change">) {
  const whole = BALANCE_COLUMNS.every((name) => wish.columns.includes(name));
  const put = (names: readonly string[], on: boolean): void =>
    change({ ...wish, columns: toggled(wish.columns, names, on) });
  return (
    <details class="reports-columns">
      <summary>{t("report.columns", { n: wish.columns.length })}</summary>
      <label class="reports-check">
        <input type="checkbox" checked={whole} onChange={() => put(BALANCE_COLUMNS, !whole)} />
        <span>{t("report.columns.balances")}</span>
      </label>
      <div class="reports-checks">
        {COLUMNS.map((name) => (
          <label key={name} class="reports-check">
            <input
              type="checkbox"
              checked={wish.columns.includes(name)}
              onChange={(event) => put([name], event.currentTarget.checked)}
            />
            <span>{t(`report.column.${name}`)}</span>
          </label>
        ))}
      </div>
    </details>
  );
}
