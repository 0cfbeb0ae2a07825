/** Values of settings as they are typed, and back: what is wrong is named with its place. Plain values. */
import { hm } from "../../ui/formats";
import type { Part, Shape } from "./shapes";

/** What stands in the fields: one text, several ticks, or the fields of parts and rows. */
export type Typed = string | readonly Typed[] | { readonly [part: string]: Typed };

/** A field that cannot be read: its id, the names and row numbers that lead to it, and `agreements.wrong.<why>`. */
export interface Fault {
  id: string;
  way: readonly (string | number)[];
  why: string;
}

const isOpen = (value: unknown): boolean => value === null || value === undefined;

/** A value as the fields first show it. */
export function typedOf(shape: Shape, value: unknown): Typed {
  switch (shape.is) {
    case "length":
      return isOpen(value) ? "" : hm(value as number).replace("−", "-");
    case "number":
      return isOpen(value) ? "" : String((value as number) / (shape.times ?? 1)).replace(".", ",");
    case "day":
      return isOpen(value) ? "" : dayText(value as string);
    case "set":
      return ((value as unknown[] | null) ?? []).map(String);
    case "rows":
      return ((value as unknown[] | null) ?? []).map((one) => typedOf(shape.of, one));
    case "either":
      return eitherOf(shape, value);
    case "parts":
      return Object.fromEntries(shape.parts.map((one, n) => [one.name, typedOf(one.shape, partOf(shape, value, n))]));
    default:
      return isOpen(value) ? "" : String(value);
  }
}

function partOf(shape: Shape & { is: "parts" }, value: unknown, n: number): unknown {
  if (isOpen(value)) return undefined;
  return shape.list ? (value as unknown[])[n] : (value as Record<string, unknown>)[shape.parts[n]!.name];
}

function eitherOf(shape: Shape & { is: "either" }, value: unknown): Typed {
  const mode = value === undefined ? "" : value === shape.word ? "word" : "other";
  return { mode, other: typedOf(shape.other, mode === "other" ? value : undefined) };
}

/** `05-02` as `2.5.` */
function dayText(day: string): string {
  const [month, date] = day.split("-").map(Number);
  return `${date}.${month}.`;
}

/** Whether nothing has been typed. */
export function isBlank(typed: Typed): boolean {
  if (typeof typed === "string") return typed.trim() === "";
  return Object.values(typed).every((one) => isBlank(one as Typed));
}

/** What the fields say as a value; every field that cannot be read is added to `faults`. */
export function read(shape: Shape, typed: Typed, id: string, faults: Fault[], way: Fault["way"] = []): unknown {
  const wrong = (why: string): undefined => void faults.push({ id, way, why });
  switch (shape.is) {
    case "set":
      return (typed as readonly string[]).map((one) => shape.of.find((known) => String(known) === one));
    case "rows":
      return readRows(shape, typed as readonly Typed[], id, faults, way);
    case "parts":
      return readParts(shape, typed as Record<string, Typed>, id, faults, way);
    case "either": {
      const { mode, other } = typed as { mode: string; other: Typed };
      if (mode === "") return wrong("choice");
      return mode === "word" ? shape.word : read(shape.other, other, id, faults, way);
    }
    default: {
      const found = readText(shape, (typed as string).trim().replace("−", "-"));
      return found === undefined ? wrong("below" in shape && shape.below ? "below" : shape.is) : found;
    }
  }
}

function readText(shape: Shape, text: string): unknown {
  if (text === "") return undefined;
  if (shape.is === "truth") return text === "true" || (text === "false" ? false : undefined);
  if (shape.is === "length") return bounded(lengthOf(text), shape.below);
  if (shape.is === "day") return dayOf(text);
  if (shape.is !== "number") return text;
  const number = /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) * (shape.times ?? 1) : undefined;
  return shape.whole && !Number.isInteger(number) ? undefined : bounded(number, shape.below);
}

function bounded(number: number | undefined, below?: true): number | undefined {
  return number === undefined || (below ? number > 0 : number < 0) ? undefined : number;
}

/** `7.36` or `7:36` as minutes; a number alone does not say whether it is hours or minutes. */
function lengthOf(text: string): number | undefined {
  const found = /^(-?)(\d{1,4})[:.]([0-5]\d)$/.exec(text);
  if (!found) return /^-?0$/.test(text) ? 0 : undefined;
  return (found[1] ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) || 0;
}

function dayOf(text: string): string | undefined {
  const [, date = "", month = ""] = /^(\d{1,2})\.(\d{1,2})\.?$/.exec(text) ?? [];
  const good = Number(date) >= 1 && Number(date) <= 31 && Number(month) >= 1 && Number(month) <= 12;
  return good ? `${month.padStart(2, "0")}-${date.padStart(2, "0")}` : undefined;
}

function readRows(
  shape: Shape & { is: "rows" },
  typed: readonly Typed[],
  id: string,
  faults: Fault[],
  way: Fault["way"],
): unknown {
  const before = faults.length;
  if (typed.length === 0 && !shape.unless) faults.push({ id, way, why: "rows" });
  const found = typed.map((one, n) => read(shape.of, one, `${id}.${n}`, faults, [...way, n + 1]));
  if (faults.length > before) return undefined;
  for (const [n, place] of troubled(shape, found as unknown[])) {
    faults.push({ id: `${id}.${n}.${place}`, way: [...way, n + 1, place], why: shape.rising ? "rising" : "open_last" });
  }
  return found;
}

/** Rows that stand in a wrong order, each with the part that says so. */
function troubled({ rising }: Shape & { is: "rows" }, rows: readonly unknown[]): [number, string][] {
  return rows.flatMap((row, n): [number, string][] => {
    if (rising) return n > 0 && (row as number[])[0]! <= (rows[n - 1] as number[])[0]! ? [[n, "worked"]] : [];
    const open = typeof row === "object" && (row as { minutes?: unknown }).minutes === null;
    return open && n < rows.length - 1 ? [[n, "minutes"]] : [];
  });
}

function readParts(
  shape: Shape & { is: "parts" },
  typed: Readonly<Record<string, Typed>>,
  id: string,
  faults: Fault[],
  way: Fault["way"],
): unknown {
  const before = faults.length;
  const found = shape.parts.map((one) => [one.name, readPart(one, typed[one.name]!, id, faults, way)] as const);
  if (faults.length > before) return undefined;
  for (const name of bare(shape, new Map(found))) {
    faults.push({ id: `${id}.${name}`, way: [...way, name], why: "rows" });
  }
  const [first, last] = found.map(([, value]) => value);
  if (shape.forward && (first as string) >= (last as string)) {
    faults.push({ id: `${id}.ends`, way: [...way, "ends"], why: "order" });
  }
  if (shape.list) return found.map(([, value]) => value);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** Tables without a row in whose place no other part stands. */
function bare({ parts }: Shape & { is: "parts" }, values: ReadonlyMap<string, unknown>): string[] {
  return parts.flatMap(({ name, shape }) => {
    const spared = shape.is !== "rows" || !shape.unless || values.get(shape.unless);
    return spared || (values.get(name) as unknown[]).length > 0 ? [] : [name];
  });
}

function readPart(one: Part, typed: Typed, id: string, faults: Fault[], way: Fault["way"]): unknown {
  if (one.empty && isBlank(typed)) return one.empty === "null" ? null : undefined;
  return read(one.shape, typed, `${id}.${one.name}`, faults, [...way, one.name]);
}
