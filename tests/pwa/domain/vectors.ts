/** Reads shared/vectors as tests/rules/vectors.py does: instants become epoch minutes, terms are written out. */
import { readdirSync, readFileSync } from "node:fs";
import type { Absence, CalendarDay, Entry, Mark, Order, Punch, Terms } from "../../../pwa/src/domain/types";

export interface Case {
  title: string;
  terms: Terms;
  calendar: CalendarDay[];
  absences: Absence[];
  marks: Mark[];
  orders: Order[];
  punches: Punch[];
  entries: Entry[];
  date: string;
  dates?: string[];
  kiky_left: number | null;
  as_of: number;
  live: boolean;
  expect: any;
  [more: string]: any;
}

const ROOM = new URL("../../../shared/vectors/", import.meta.url);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d$/;
const read = (name: string) => JSON.parse(readFileSync(new URL(name, ROOM), "utf8"));
const TERMS = read("terms.json");
const DEFAULTS = read("defaults.json");
const FACTS = {
  calendar: [],
  absences: [],
  marks: [],
  orders: [],
  punches: [],
  entries: [],
  kiky_left: null,
  live: true,
};

function inMinutes(value: any): any {
  if (Array.isArray(value)) return value.map(inMinutes);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inMinutes(part)]));
  }
  return typeof value === "string" && INSTANT.test(value) ? Date.parse(value) / 60_000 : value;
}

function ready(raw: any): Case {
  const one = { ...FACTS, ...inMinutes(raw) };
  if (one.terms) one.terms = { ...TERMS[one.terms.use], ...one.terms.with };
  one.punches = one.punches.map((punch: object) => ({ ...DEFAULTS.punch, ...punch }));
  one.entries = one.entries.map((entry: object) => ({ ...DEFAULTS.entry, ...entry }));
  return one;
}

export function casesOf(kind: string): Case[] {
  const files = readdirSync(new URL("both/", ROOM)).filter((name) => name.endsWith(".json"));
  return files.map((name) => read(`both/${name}`)).flatMap((file) => (file.of === kind ? file.cases.map(ready) : []));
}
