import { describe, expect, test } from "vitest";
import type { OutboxRow } from "../../../pwa/src/device/operations";
import { leaveRequests } from "../../../pwa/src/store/leave/view";
import { row, Sealer } from "./anna";

const sealer = new Sealer(7);
const WEEK = { from_date: "2026-12-14", until_date: "2026-12-18", kind: "annual_holiday", minutes: null };
const DATA = { ...WEEK, person: "anna", person_name: "Anna", status: "requested", note: "", answer: "", flags: [] };

function said(type: string, id: string, body: Record<string, unknown> = {}, more: Partial<OutboxRow> = {}): OutboxRow {
  return { ...sealer.sealed({ type, entity: { type: "leave", id }, body }), ...more };
}

const stored = (status: string, version = 1) => row("leave", "l", { ...DATA, status }, { version });
const statusAfter = (status: string, type: string, body = {}) =>
  leaveRequests([stored(status)], [said(type, "l", body)])[0]!.status;

describe("requests for leave on this device", () => {
  test("are there as soon as they are asked for, and marked until the server has them", () => {
    const [asked] = leaveRequests([], [said("leave.request", "l", WEEK)]);
    expect(asked).toMatchObject({ id: "l", person: "anna", from: "2026-12-14", status: "requested", local: true });
    expect(leaveRequests([stored("requested")], [])[0]!.local).toBe(false);
  });

  test("go the way that this device has sent them", () => {
    expect(statusAfter("requested", "leave.withdraw")).toBe("withdrawn");
    expect(statusAfter("approved", "leave.cancel")).toBe("cancelling");
    expect(statusAfter("cancelling", "leave.keep")).toBe("approved");
    expect(statusAfter("requested", "leave.decide", { decision: "approve", reason: "" })).toBe("approved");
    expect(statusAfter("requested", "leave.decide", { decision: "reject", reason: "ei" })).toBe("rejected");
    expect(statusAfter("cancelling", "leave.decide", { decision: "approve", reason: "" })).toBe("cancelled");
    expect(statusAfter("cancelling", "leave.decide", { decision: "reject", reason: "ei" })).toBe("approved");
  });

  test("wait again for what was decided once that is taken back", () => {
    const was = (status: string, decided_was: string | null) => row("leave", "l", { ...DATA, status, decided_was }, {});
    const after = (stands: ReturnType<typeof was>) => leaveRequests([stands], [said("leave.undo", "l")])[0]!.status;
    expect(after(was("approved", "requested"))).toBe("requested");
    expect(after(was("approved", "cancelling"))).toBe("cancelling");
    expect(after(was("approved", null))).toBe("approved");
    const here = [said("leave.decide", "l", { decision: "reject", reason: "ei" }), said("leave.undo", "l")];
    expect(leaveRequests([stored("requested")], here)[0]!.status).toBe("requested");
  });

  test("whose dates were changed here are uncounted until the server has counted them", () => {
    const counted = row("leave", "l", { ...DATA, days: 500, short: 100, flags: ["leave_short"] }, { version: 1 });
    const changed = said("leave.change", "l", { ...WEEK, until_date: "2026-12-16" });
    const none = { days: null, short: 0, flags: [] };
    expect(leaveRequests([counted], [changed])[0]).toMatchObject(none);
    expect(leaveRequests([counted], [said("leave.withdraw", "l")])[0]).toMatchObject({ days: 500 });
    expect(leaveRequests([counted], [])[0]).toMatchObject({ days: 500, short: 100 });
  });

  test("stand as the server has them where it refused what was said, or knows more already", () => {
    const change = { ...WEEK, until_date: "2026-12-23" };
    const until = (pending: OutboxRow) => leaveRequests([stored("requested", 3)], [pending])[0]!.until;
    expect(until(said("leave.change", "l", change))).toBe("2026-12-23");
    expect(until(said("leave.change", "l", change, { status: "attention" }))).toBe("2026-12-18");
    expect(until(said("leave.change", "l", change, { status: "acked", version: 2 }))).toBe("2026-12-18");
  });
});
