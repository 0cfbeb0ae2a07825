import { describe, expect, it } from "vitest";
import { NOBODY } from "../../../pwa/src/store/device";
import { forgetPicture, keepPicture, recallPicture } from "../../../pwa/src/store/picture";
import type { BalancesView, SyncState, TodayView } from "../../../pwa/src/store/live";
import { makeSignals } from "../../../pwa/src/store/signals";

const NOON = Date.UTC(2026, 10, 20, 10, 0);
const AINO = { ...NOBODY, person: "aino", status: "signed_in" as const };
const TODAY = { date: "2026-11-20", state: "in", since: NOON } as TodayView;
const BALANCES = { accounts: [], pendingDays: 0 } as unknown as BalancesView;

function phone() {
  const kept = new Map<string, string>();
  const pocket = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
    keys: () => [...kept.keys()],
  };
  return { pocket, now: () => NOON };
}

function visit(ports: ReturnType<typeof phone>, sync: Partial<SyncState> = {}): void {
  const signals = makeSignals(ports);
  signals.today.value = TODAY;
  signals.balances.value = BALANCES;
  signals.sync.value = { ...signals.sync.value, ...sync };
  keepPicture(ports.pocket, "aino", signals);
}

describe("the picture of the last visit", () => {
  it("is shown at once and marked as recalled", () => {
    const ports = phone();
    visit(ports);
    const signals = makeSignals(ports);
    expect(recallPicture(ports, AINO, signals)).toBe(true);
    expect(signals.today.value).toEqual({ ...TODAY, recalled: true });
    expect(signals.balances.value).toEqual(BALANCES);
  });

  it("is not shown on another day, to another person, or when nobody is signed in", () => {
    const ports = phone();
    visit(ports);
    const signals = makeSignals(ports);
    expect(recallPicture({ ...ports, now: () => NOON + 24 * 3_600_000 }, AINO, signals)).toBe(false);
    expect(recallPicture(ports, { ...AINO, person: "eino" }, signals)).toBe(false);
    expect(recallPicture(ports, NOBODY, signals)).toBe(false);
    expect(signals.today.value).toBeNull();
  });

  it.each([{ unsent: 1 }, { attention: 1 }, { storage: "rescued" as const }])(
    "is not kept while something waits: %o, so that the chip never says more than the disk",
    (sync) => {
      const ports = phone();
      visit(ports);
      visit(ports, sync);
      expect(recallPicture(ports, AINO, makeSignals(ports))).toBe(false);
    },
  );

  it("is forgotten when the person signs out", () => {
    const ports = phone();
    visit(ports);
    forgetPicture(ports.pocket, "aino");
    expect(ports.pocket.keys()).toEqual([]);
    expect(recallPicture(ports, AINO, makeSignals(ports))).toBe(false);
  });
});
