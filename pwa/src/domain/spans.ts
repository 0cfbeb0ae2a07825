/** Arithmetic on half-open spans of minutes; touching ones do not overlap. */
import type { Stretch } from "./types";

/** Sorted, merged spans; empty ones are dropped. */
export function union(spans: Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (end <= start) continue;
    const before = merged.at(-1);
    if (before && start <= before[1]) before[1] = Math.max(end, before[1]);
    else merged.push([start, end]);
  }
  return merged;
}

/** What is left of merged spans when the merged `taken` are cut out. */
export function minus(spans: Stretch[], taken: Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  for (let [start, end] of spans) {
    for (const [from, to] of taken) {
      if (to <= start || from >= end) continue;
      if (from > start) left.push([start, from]);
      start = Math.max(start, to);
    }
    if (start < end) left.push([start, end]);
  }
  return left;
}

/** The parts that lie in both of two merged lists. */
export function overlap(spans: Stretch[], others: Stretch[]): Stretch[] {
  const both: Stretch[] = [];
  for (const [a, b] of spans) {
    for (const [c, d] of others) if (Math.max(a, c) < Math.min(b, d)) both.push([Math.max(a, c), Math.min(b, d)]);
  }
  return both;
}

export function total(spans: Stretch[]): number {
  return spans.reduce((sum, [start, end]) => sum + end - start, 0);
}

/** The earliest `minutes` of merged spans. */
export function firstMinutes(spans: Stretch[], minutes: number): Stretch[] {
  const kept: Stretch[] = [];
  for (const [start, end] of spans) {
    if (minutes <= 0) break;
    kept.push([start, Math.min(end, start + minutes)]);
    minutes -= end - start;
  }
  return kept;
}

/** The latest `minutes` of merged spans. */
export function lastMinutes(spans: Stretch[], minutes: number): Stretch[] {
  return minus(spans, firstMinutes(spans, total(spans) - minutes));
}
