import { expect, test } from "vitest";
import type { DeviceStore } from "../../../pwa/src/store/deviceStore";
import { isOlder, olderView } from "../../../pwa/src/store/hours/olderDays";

const RESULT = { status: "done", worked: 480, target: 450, flex: 30, spans: [], lines: [], findings: [] };

/** A home whose server answers as given; null is no network. */
function home(reply: { status: number; json: unknown } | null, asked: string[] = []): DeviceStore {
  const call = async ({ path }: { path: string }) => {
    asked.push(path);
    if (!reply) throw new Error("no network");
    return reply;
  };
  return {
    engine: async () => ({ session: { call } }),
    facts: { zone: "Europe/Helsinki", workTypes: [], costCentres: [], person: "anna" },
    projection: { today: "2026-11-20", accounts: [{ account: "flex" }] },
    ports: { now: () => 0 },
  } as unknown as DeviceStore;
}

test("a device holds thirteen months, and what lies before them is older", () => {
  expect(isOlder("2025-10-20", "2026-11-20")).toBe(true);
  expect(isOlder("2025-10-21", "2026-11-20")).toBe(false);
});

test("a month from before them comes from the server with every date, and a date without a result counts nothing", async () => {
  const asked: string[] = [];
  const json = { days: [{ date: "2025-03-04", status: "done", result: RESULT }] };
  const view = await olderView(home({ status: 200, json }, asked), "2025-03-01", "2025-03-31");
  expect(asked).toEqual(["/api/v1/days?from=2025-03-01&to=2025-03-31"]);
  expect(view!.days).toHaveLength(31);
  const [first, , , fourth] = view!.days;
  expect([fourth!.result?.worked, fourth!.plan?.target, fourth!.uncounted]).toEqual([480, 450, false]);
  expect([first!.result, first!.uncounted]).toEqual([null, true]);
  const spring = view!.days[29]!.plan!;
  expect(spring.end - spring.start, "the night when the clocks go forward").toBe(23 * 60);
});

test("without the network there is none, and the screen can say so", async () => {
  expect(await olderView(home(null), "2025-03-01", "2025-03-31")).toBeNull();
});
