/** Spares the start the browser's zone data: the stretch of even clocks round the last visit is kept and checked anew. */
import { type Steady, steadyAround, trustSteady } from "../domain/zone";
import type { Pocket, Ports } from "../sync/ports";
import { readJson, writeJson } from "./choice";
import { minuteOf } from "./clock";

const KEY = "leima.steady";
const DAYS = 30;
const UNKNOWN: Steady = { zone: "", from: 0, until: -1, ahead: 0 };

/** Before the first picture: the stretch of the last visit. */
export function recallSteady(pocket: Pocket): void {
  trustSteady(readJson(pocket, KEY, UNKNOWN));
}

/** After it, and before the views are worked out again: the stretch round now as this browser knows it today. */
export function renewSteady(ports: Pick<Ports, "pocket" | "now">, zone: string): void {
  const found = steadyAround(zone, minuteOf(ports.now()), DAYS);
  trustSteady(found);
  writeJson(ports.pocket, KEY, found);
}
