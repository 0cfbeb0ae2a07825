import { describe, expect, test } from "vitest";
import type { OutboxRow } from "../../../pwa/src/device/operations";
import { calendarOf } from "../../../pwa/src/store/calendar/acts";
import { askedHere } from "../../../pwa/src/store/calendar/asked";
import { decided } from "../../../pwa/src/store/calendar/decided";
import type { CalendarReply } from "../../../pwa/src/api/types";
import { Sealer } from "./anna";

const sealer = new Sealer(9);
const DATES = ["2026-12-14", "2026-12-15"];
const ASKED = {
  ...{ id: "l", kind: "annual_holiday", from_date: DATES[0]!, until_date: DATES[1]!, minutes: null },
  ...{ version: 2, decides: true },
};

function told(status: "requested" | "cancelling"): CalendarReply {
  const state = status === "requested" ? ("requested" as const) : ("away" as const);
  const days = DATES.map((date) => ({ date, state, kind: "annual_holiday", request: "l" }));
  return {
    ...{ from: "2026-12-01", to: "2026-12-31", as_of: "2026-11-20T07:00:00Z", team: "t" },
    teams: [{ id: "t", name: "Kehitys" }],
    people: [{ person: "aino", name: "Aino", days, requests: [{ ...ASKED, status }] }],
    holidays: [{ date: "2026-12-24", key: "christmas_eve", name: "jouluaatto", midweek: true }],
    counts: [{ date: DATES[0]!, working: 5, away: 1, requested: 2 }],
    ...{ minimum: 3, minimums: [], short: [], short_if_granted: [DATES[0]!], may_set_minimum: true },
  };
}

function word(decision: string, more: Partial<OutboxRow> = {}): OutboxRow {
  const op = { type: "leave.decide", entity: { type: "leave", id: "l" }, body: { decision, seen_version: 2 } };
  return { ...sealer.sealed(op), ...more };
}

const laneAfter = (status: "requested" | "cancelling", ...rows: OutboxRow[]) =>
  decided(calendarOf(told(status), false), rows).lanes[0]!;

describe("a team's calendar on this device", () => {
  test("is what the server told, with the time of it", () => {
    const shown = calendarOf(told("requested"), false);
    expect(shown).toMatchObject({ from: "2026-12-01", until: "2026-12-31", minimum: 3, offline: true });
    expect(shown.asOf).toBe(Date.parse("2026-11-20T07:00:00Z"));
    expect(shown.lanes[0]!.days.get(DATES[0]!)).toEqual({
      ...{ date: DATES[0], state: "requested", part: false, kiky: false, kind: "annual_holiday", request: "l" },
    });
    expect([...shown.shortIfGranted]).toEqual([DATES[0]]);
    expect(shown.counts.get(DATES[0]!)).toEqual({ working: 5, away: 1, requested: 2 });
  });

  test("shows what was decided here before the server knows it", () => {
    const granted = laneAfter("requested", word("approve"));
    expect([...granted.days.values()].map(({ state }) => state)).toEqual(["away", "away"]);
    expect(granted.requests[0]).toMatchObject({ status: "approved", decides: false });
    expect(laneAfter("requested", word("reject")).days.size).toBe(0);
    expect(laneAfter("cancelling", word("approve")).days.size).toBe(0);
    expect(laneAfter("cancelling", word("reject")).days.size).toBe(2);
  });

  test("shows what stands where the server did not take the decision", () => {
    const lane = laneAfter("requested", word("approve", { status: "attention" }));
    expect(lane.days.get(DATES[0]!)!.state).toBe("requested");
    expect(lane.requests[0]!.decides).toBe(true);
  });
});

describe("what was asked for in the calendar and has not been sent", () => {
  const WISH = { from_date: "2026-11-30", until_date: "2026-12-02", kind: "annual_holiday", minutes: null };
  const says = (type: string, id: string, body: object, more: Partial<OutboxRow> = {}): OutboxRow => {
    const entity = { type: type.split(".")[0]!, id };
    return { ...sealer.sealed({ type, entity, body: { ...body } }), subject: "aino", ...more };
  };
  const statesAfter = (...rows: OutboxRow[]) => {
    const { days } = askedHere(calendarOf(told("requested"), false), rows).lanes[0]!;
    return [...days.values()].map(({ date, state }) => `${date.slice(8)} ${state}`);
  };

  test("stands on its lane, within the dates that are shown", () => {
    const asked = says("leave.request", "n", WISH);
    expect(statesAfter(asked)).toEqual(["01 requested", "02 requested", "14 requested", "15 requested"]);
    const recorded = says("absence.record", "a", { ...WISH, until_date: "2026-12-01" });
    expect(statesAfter(recorded)).toEqual(["01 away", "14 requested", "15 requested"]);
    expect(statesAfter({ ...asked, subject: "eino" })).toEqual(["14 requested", "15 requested"]);
  });

  test("moves with a change, goes with a withdrawal, and goes where the server refused it", () => {
    expect(statesAfter(says("leave.change", "l", WISH))).toEqual(["01 requested", "02 requested"]);
    expect(statesAfter(says("leave.withdraw", "l", {}))).toEqual([]);
    const refused = says("leave.request", "n", WISH, { status: "attention" });
    expect(statesAfter(refused)).toEqual(["14 requested", "15 requested"]);
  });
});
