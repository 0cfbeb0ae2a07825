import { expect, test } from "vitest";
import { askedOf } from "../../../pwa/src/features/leave/Leave";
import type { AccountView, LeaveYear } from "../../../pwa/src/store/appState";

const account = (year: number | null, amount: number): AccountView => ({
  account: "annual_holiday",
  year,
  unit: "day",
  amount,
  settled: amount,
  today: 0,
  owed: false,
});
const year = (of: number, waiting: number): LeaveYear => ({ year: of, amount: 0, granted: 0, waiting });

test("what is asked of days of no year stands beside them when the running year has an account of its own", () => {
  const accounts = [account(null, 1400), account(2027, 250)];
  const years = [year(2026, 900), year(2027, 100)];
  expect(accounts.map((one) => askedOf(years, one, accounts)?.waiting)).toEqual([900, 100]);
});

test("before anything is earned of the running year the days of no year have what is asked", () => {
  const accounts = [account(null, 1400)];
  expect(askedOf([year(2026, 900)], accounts[0]!, accounts)?.waiting).toBe(900);
});
