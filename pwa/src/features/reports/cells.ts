import { dayDate, hm, num, signedHm, type Language } from "../../ui/formats";
import type { Cells, Column } from "./types";

/** A cell as it is read; empty for nothing and for a zero that says nothing. */
export function shown(column: Column, cells: Cells, language: Language): string {
  const value = cells[column.key];
  if (value === undefined || value === "") return "";
  if (typeof value === "string") return column.kind === "date" ? dayDate(value, language) : value;
  return written(column.kind, value, language);
}

function written(kind: Column["kind"], value: number, language: Language): string {
  if (kind === "balance") return signedHm(value);
  if (kind === "days") return num(value, language);
  if (kind === "count") return value ? String(value) : "";
  if (kind === "clock")
    return `${Math.floor(value / 60)}${language === "en" ? ":" : "."}${String(value % 60).padStart(2, "0")}`;
  if (value === 0) return "";
  return kind === "signed" ? signedHm(value) : hm(value);
}

export function isNumber(column: Column): boolean {
  return column.kind !== "text" && column.kind !== "date";
}

/** Whether a row tells of something that happened, beyond the balance that stands. */
export function isEventful(columns: readonly Column[], cells: Cells, language: Language): boolean {
  return columns.some(
    (column) => column.kind !== "balance" && column.kind !== "date" && shown(column, cells, language),
  );
}
