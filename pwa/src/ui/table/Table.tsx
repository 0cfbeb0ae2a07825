import "./table.css";
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { t } from "../words";

export interface TableColumn {
  key: string;
  title: string;
  /** Figures stand to the right; what is short stays on one line. */
  look: "figure" | "short" | undefined;
  /** Whether its heading puts the rows in its order. */
  sorts: boolean;
}

export interface TableRow {
  id: string;
  cells: Readonly<Record<string, string | number | null>>;
}

interface Props<R extends TableRow> {
  caption: string;
  columns: readonly TableColumn[];
  rows: readonly R[];
  /** A column's key, with `-` before it from the last to the first. */
  sort: string;
  onSort: (sort: string) => void;
  selected: ReadonlySet<string>;
  onSelect: (ids: readonly string[], on: boolean) => void;
  onOpen: (id: string) => void;
  dense: boolean;
  show: (key: string, row: R) => ComponentChildren;
}

/** The next thing that a heading sorts by: upwards, downwards, and upwards again. */
export function nextSort(sort: string, key: string): string {
  return sort === key ? `-${key}` : key;
}

/**
 * Rows with sortable headings; the first column opens a row. One row at a time is a stop of the Tab key: arrows, Home and
 * End move within a column, Enter opens, x selects. On a phone each row is a card.
 */
export function Table<R extends TableRow>(props: Props<R>) {
  const { caption, columns, rows, selected, onSelect, dense } = props;
  const [at, setAt] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const all = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  const stop = Math.min(at, rows.length - 1);
  const move = (event: KeyboardEvent): void => {
    const place = (event.target as HTMLElement).matches("input") ? "input" : "button";
    const to = aimOf(event.key, stop, rows.length);
    if (event.key === "x" && rows[stop]) onSelect([rows[stop].id], !selected.has(rows[stop].id));
    if (to === null) return;
    event.preventDefault();
    setAt(to);
    body.current?.rows[to]?.querySelector<HTMLElement>(place)?.focus();
  };
  return (
    <table class={dense ? "table dense" : "table"}>
      <caption class="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="table-pick">
            <input
              type="checkbox"
              aria-label={t("table.select_page")}
              checked={all}
              onChange={() =>
                onSelect(
                  rows.map(({ id }) => id),
                  !all,
                )
              }
            />
          </th>
          {columns.map((column) => (
            <Heading key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={move}>
        {rows.map((row, n) => (
          <Row key={row.id} row={row} {...props} stop={n === stop} onReach={() => setAt(n)} />
        ))}
      </tbody>
    </table>
  );
}

/** The row that a key leads to; null for a key that leads nowhere. */
export function aimOf(key: string, at: number, rows: number): number | null {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows - 1 }[key];
  return to === undefined || to < 0 || to >= rows ? null : to;
}

function Heading({ column, sort, onSort }: { column: TableColumn; sort: string; onSort: (sort: string) => void }) {
  const { key, title, look, sorts } = column;
  const by = sort === key ? "ascending" : sort === `-${key}` ? "descending" : undefined;
  if (!sorts) {
    return (
      <th scope="col" class={look}>
        <span class="table-plain">{title}</span>
      </th>
    );
  }
  return (
    <th scope="col" aria-sort={by} class={look}>
      <button type="button" onClick={() => onSort(nextSort(sort, key))}>
        {title}
        <span aria-hidden="true">{by === "ascending" ? " ▲" : by ? " ▼" : ""}</span>
      </button>
    </th>
  );
}

interface RowProps<R extends TableRow> extends Props<R> {
  row: R;
  /** Whether the Tab key stops here. */
  stop: boolean;
  onReach: () => void;
}

function Row<R extends TableRow>({ row, columns, selected, onSelect, onOpen, show, stop, onReach }: RowProps<R>) {
  const [first, ...rest] = columns;
  const tabIndex = stop ? 0 : -1;
  const name = String(row.cells[first?.key ?? ""] ?? "");
  const chosen = selected.has(row.id);
  return (
    <tr class={chosen ? "chosen" : undefined} onFocusIn={onReach}>
      <td class="table-pick">
        <input
          type="checkbox"
          tabIndex={tabIndex}
          aria-label={t("table.select", { name })}
          checked={chosen}
          onChange={() => onSelect([row.id], !chosen)}
        />
      </td>
      <th scope="row">
        <button type="button" tabIndex={tabIndex} aria-haspopup="dialog" onClick={() => onOpen(row.id)}>
          {name}
        </button>
      </th>
      {rest.map(({ key, title, look }) => (
        <td key={key} class={look} data-title={title}>
          {show(key, row)}
        </td>
      ))}
    </tr>
  );
}
