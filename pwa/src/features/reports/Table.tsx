import type { ComponentChildren } from "preact";
import { language } from "../../ui/words";
import { isEventful, isNumber, shown } from "./cells";
import type { Cells, Column } from "./types";

interface Props {
  columns: readonly Column[];
  caption: string;
  children: ComponentChildren;
}

/** So many columns that they stand closer, or a window of 1,440 pixels would cut them. */
const MANY = 10;

/** A table that scrolls sideways under its head on a wide screen and becomes cards on a phone. */
export function Table({ columns, caption, children }: Props) {
  return (
    <div class="reports-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table role="table" class={columns.length > MANY ? "reports-table is-dense" : "reports-table"}>
        <caption class="vh">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" class={isNumber(column) ? "is-number" : ""}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{children}</tbody>
      </table>
    </div>
  );
}

interface RowProps {
  columns: readonly Column[];
  cells: Cells;
  /** What stands in the first cell of a row of sums. */
  sum?: string;
  total?: boolean;
}

/** One row; its first cell names it. */
export function ReportRow({ columns, cells, sum, total }: RowProps) {
  const quiet = isEventful(columns, cells, language()) ? "" : "is-quiet";
  const kind = `${total ? "is-total" : sum ? "is-sum" : ""} ${quiet}`;
  return (
    <tr role="row" class={kind}>
      {columns.map((column, at) => {
        const text = at === 0 && sum ? sum : shown(column, cells, language());
        const looks = `${isNumber(column) ? "is-number" : ""} ${text ? "" : "is-empty"} ${text.length > 24 ? "is-long" : ""}`;
        return at === 0 ? (
          <th key={column.key} role="rowheader" scope="row">
            {text}
          </th>
        ) : (
          <td key={column.key} role="cell" class={looks} data-title={column.title}>
            {text}
          </td>
        );
      })}
    </tr>
  );
}
