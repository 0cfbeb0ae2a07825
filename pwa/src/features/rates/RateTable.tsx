import { Button } from "../../ui/Button";
import { fullDate } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { sourced } from "../_shared/explain/sourced";
import {
  broughtBy,
  isMissing,
  isUnsure,
  markOf,
  type Part,
  placeName,
  type Row,
  shownValue,
  type Value,
} from "./values";

interface Props {
  part: Part;
  rows: readonly Row[];
  year: number;
  isOpen: boolean;
  /** Null for who only reads. */
  onAdd: ((key: string) => void) | null;
}

/** A part of the rates, the year before and the year side by side; on a phone each row is a card. */
export function RateTable({ part, rows, year, isOpen, onAdd }: Props) {
  if (rows.length === 0) return null;
  return (
    <details class="card rates-part" open={isOpen}>
      <summary>
        <h2>{t(`rates.part.${part}`)}</h2>
        <span>{tn("rates.count", rows.length)}</span>
      </summary>
      <table class="desk-grid rates-table">
        <thead>
          <tr>
            <th scope="col">{t("rates.column.name")}</th>
            <th scope="col">{year - 1}</th>
            <th scope="col">{year}</th>
            <th scope="col">{t("rates.column.source")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.key} row={row} year={year} onAdd={onAdd} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Line({ row, year, onAdd }: { row: Row; year: number; onAdd: Props["onAdd"] }) {
  const name = placeName(row);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-name={String(year - 1)}>
        <Values values={row.before} row={row} year={year - 1} marked={false} />
      </td>
      <td data-name={String(year)}>
        <Values values={row.now} row={row} year={year} marked={onAdd !== null} />
        {onAdd && isMissing(row) ? (
          <Button onClick={() => onAdd(row.key)} label={t("rates.add_of", { name })}>
            {t("rates.add_this")}
          </Button>
        ) : null}
      </td>
      <td>
        <Source value={row.now.at(-1)} />
      </td>
    </tr>
  );
}

/** Every value of a year; dates stand beside one that is not for the whole of it. */
function Values({ values, row, year, marked }: { values: readonly Value[]; row: Row; year: number; marked: boolean }) {
  if (values.length === 0) return <span class="muted">{t("rates.unknown")}</span>;
  return (
    <>
      {values.map((one) => (
        <div key={one.from + one.verified}>
          {one.value === null ? (
            <span class="muted">{t("rates.unknown")}</span>
          ) : (
            <span class="desk-fig">{shownValue(one.value, row.unit)}</span>
          )}{" "}
          {marked && one.value !== null && (one.batch !== null || isUnsure(one)) ? (
            <span class={one.batch ? "desk-mark own" : "desk-mark"}>{markOf(one)}</span>
          ) : null}
          {isWholeYear(one, year) ? null : (
            <small>
              {fullDate(one.from, language())}–{one.until ? fullDate(one.until, language()) : ""}
            </small>
          )}
        </div>
      ))}
    </>
  );
}

function isWholeYear({ from, until }: Value, year: number): boolean {
  return from <= `${year}-01-01` && (until === null || until >= `${year}-12-31`);
}

function Source({ value }: { value: Value | undefined }) {
  if (!value || value.value === null) return null;
  const by = value.by && value.at !== null ? broughtBy(value.by, value.at) : markOf(value);
  return (
    <details class="rates-source">
      <summary>{by}</summary>
      <small>{sourced(value.source)}</small>
    </details>
  );
}
