/** Changes of an agreement's rows before they are saved. */
import type { Wire } from "../../store/appState";
import { addDays } from "../../ui/formats";

export type Row = Wire["SettingRow"];
export interface OwnRow {
  key: string;
  form: string | null;
  from: string;
  until: string | null;
  value: unknown;
  source: string;
}

/** The agreement's own rows as they are sent back. */
export function ownRows(one: Wire["OneAgreement"]): OwnRow[] {
  return one.rows
    .filter((row) => row.of === one.agreement.key)
    .map(({ key, form, from, until, value, source }) => ({ key, form, from, until, value, source }));
}

/** A setting gets another value from a date: what stands ends the day before, what would begin later gives way. */
export function changedFrom(rows: readonly OwnRow[], next: OwnRow): OwnRow[] {
  const same = (row: OwnRow): boolean => row.key === next.key && row.form === next.form;
  const last = addDays(next.from, -1);
  const kept = rows
    .filter((row) => !same(row) || row.from < next.from)
    .map((row) => (same(row) && (row.until === null || row.until >= next.from) ? { ...row, until: last } : row));
  return [...kept, next];
}

/** A key for a copy, made of its name: `Kiky 37,5 h` is `kiky-37-5-h`. */
export function keyOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}

/** The row that holds today for a setting and a form: the nearest agreement's, there the form's own first. */
export function standing(rows: readonly Row[], key: string, form: string | null): Row | undefined {
  const fitting = rows.filter((row) => row.in_force && row.key === key && (row.form === null || row.form === form));
  const nearest = fitting.filter((row) => row.of === fitting[0]?.of);
  return nearest.find((row) => row.form === form) ?? nearest[0];
}
