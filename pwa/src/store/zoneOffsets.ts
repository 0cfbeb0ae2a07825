/** Spares the start the browser's zone data: the stretch of even clocks round the last look is kept, and looked up daily. */
import { type OffsetStretch, offsetStretchAround, trustOffsetStretch } from "../domain/zone";
import type { Pocket, Ports } from "../device/ports";
import { readJson, writeJson } from "./pocketJson";
import { minuteOf } from "./clock";

/** With the epoch minute of the look. */
type Kept = OffsetStretch & { at: number };

const KEY = "leima.steady";
const DAYS = 30;
const DAY_MIN = 1_440;
const UNKNOWN: Kept = { zone: "", from: 0, until: -1, ahead: 0, at: 0 };

/** Before the first picture: the stretch of the last look. Outside it every offset is looked up. */
export function recallZoneOffset(pocket: Pocket): void {
  trustOffsetStretch(readJson(pocket, KEY, UNKNOWN));
}

/** The stretch round now as this browser knows it today. Its first zone costs it tens of ms, so: once a day, when idle. */
export function renewZoneOffset({ pocket, now }: Pick<Ports, "pocket" | "now">, zone: string): void {
  const at = minuteOf(now());
  const kept = readJson(pocket, KEY, UNKNOWN);
  if (kept.zone === zone && at >= kept.at && at < kept.at + DAY_MIN) return;
  const found = offsetStretchAround(zone, at, DAYS);
  trustOffsetStretch(found);
  writeJson(pocket, KEY, { ...found, at });
}
