import { capital, hm, monthName, num, signedHm } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { euros } from "../_shared/forms/money";
import type { LeadingCells, LeadingColumn, LeadingReport } from "./leadingWish";

/** A cell as it is read; what a small group hides says so. */
export function leadingCell(column: LeadingColumn, value: LeadingCells[string] | undefined): string {
  if (value === undefined) return "";
  if (value === null) return column.kind === "cents" ? "" : t("leading.hidden");
  if (typeof value === "string")
    return /^\d{4}-\d{2}$/.test(value) ? capital(monthName(`${value}-01`, language())) : value;
  if (column.kind === "percent") return `${num(value, language())} %`;
  if (column.kind === "cents") return euros(value, language()).replace("-", "−");
  if (column.kind === "count") return String(value);
  return column.kind === "min" ? hm(value) : signedHm(value);
}

/** The numbers of a report for leading: the twin of its pictures. */
export function LeadingTable({ report }: { report: LeadingReport }) {
  return (
    <div class="reports-scroll" role="region" aria-label={report.heading} tabIndex={0}>
      <table role="table" class="reports-table reports-lead-table">
        <caption class="vh">{report.heading}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {report.columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" class={looks(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {report.rows.map((cells, n) => (
            <Row key={n} columns={report.columns} cells={cells} />
          ))}
          <Row columns={report.columns} cells={report.sums} total />
        </tbody>
      </table>
    </div>
  );
}

const looks = (column: LeadingColumn): string => (column.kind === "text" ? "" : "is-number");

function Row({ columns, cells, total }: { columns: readonly LeadingColumn[]; cells: LeadingCells; total?: boolean }) {
  return (
    <tr role="row" class={total ? "is-total" : ""}>
      {columns.map((column, at) => {
        const text = at === 0 && total ? t("report.total") : leadingCell(column, cells[column.key]);
        return at === 0 ? (
          <th key={column.key} role="rowheader" scope="row">
            {text}
          </th>
        ) : (
          <td
            key={column.key}
            role="cell"
            class={`${looks(column)} ${text ? "" : "is-empty"} ${cells[column.key] === null ? "is-hidden" : ""}`}
            data-title={column.title}
          >
            {text}
          </td>
        );
      })}
    </tr>
  );
}
