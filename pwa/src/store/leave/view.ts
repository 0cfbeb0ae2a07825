/** Requests for leave from the server's rows, with what this device has said since laid over them. */
import type { ServerRow } from "../../device/db";
import type { Operation, OutboxRow } from "../../device/operations";
import { type Body, textIn } from "../bodies";
import { isAheadOfRow } from "../waits";
import type { LeaveRequest, LeaveStatus, LeaveWish } from "./types";

/** What an operation makes of what stands; a decision goes by what it was about. */
const BECOMES: Readonly<Record<string, LeaveStatus>> = {
  "leave.request": "requested",
  "leave.change": "requested",
  "leave.withdraw": "withdrawn",
  "leave.cancel": "cancelling",
  "leave.keep": "approved",
};
const DECIDED: Readonly<Record<string, LeaveStatus>> = {
  "requested approve": "approved",
  "requested reject": "rejected",
  "cancelling approve": "cancelled",
  "cancelling reject": "approved",
};

/** The server's count is of the dates as it has them; what this device has changed since is uncounted. */
const UNCOUNTED = { days: null, short: 0, flags: [] };
const WAITS_AGAIN = { answer: "", decidedBy: "", decidedWas: null, local: true };

export function leaveRequests(rows: readonly ServerRow[], pending: readonly OutboxRow[]): LeaveRequest[] {
  const stored = new Map(rows.map((row) => [row.id, row]));
  const found = new Map(rows.filter((row) => !row.deleted).map((row) => [row.id, requestOf(row)]));
  for (const row of pending) {
    if (row.entity !== "leave" || !isAheadOfRow(row, stored.get(row.entity_id))) continue;
    const op = JSON.parse(row.sealed) as Operation;
    const next = laid(found.get(row.entity_id) ?? asked(row), op);
    if (next) found.set(row.entity_id, next);
  }
  return [...found.values()].sort((a, b) => (a.from < b.from ? 1 : -1));
}

function requestOf({ id, version, data }: ServerRow): LeaveRequest {
  return {
    ...wishOf(data),
    id,
    person: textIn(data.person),
    personName: textIn(data.person_name),
    status: textIn(data.status) as LeaveStatus,
    decidedBy: textIn(data.decided_by_name),
    answer: textIn(data.answer),
    decidedWas: (data.decided_was as LeaveStatus | null | undefined) ?? null,
    days: (data.days as number | null | undefined) ?? null,
    short: (data.short as number | undefined) ?? 0,
    flags: (data.flags as string[] | undefined) ?? [],
    certificate: (data.certificate as number | undefined) ?? 0,
    version,
    local: false,
  };
}

function asked({ entity_id: id, subject }: OutboxRow): LeaveRequest {
  const none = { personName: "", decidedBy: "", answer: "", decidedWas: null, version: 0, certificate: 0, local: true };
  return { ...wishOf({}), ...none, ...UNCOUNTED, id, person: subject, status: "requested" };
}

function wishOf(data: Body): LeaveWish {
  return {
    from: textIn(data.from_date),
    until: textIn(data.until_date),
    kind: textIn(data.kind),
    minutes: (data.minutes as number | null | undefined) ?? null,
    note: textIn(data.note),
    reason: textIn(data.reason),
  };
}

function laid(stands: LeaveRequest, { type, body }: Operation): LeaveRequest | null {
  if (type === "leave.undo") return stands.decidedWas && { ...stands, ...WAITS_AGAIN, status: stands.decidedWas };
  const status = BECOMES[type] ?? DECIDED[`${stands.status} ${textIn(body.decision)}`];
  if (!status) return null;
  const wish = "from_date" in body ? { ...wishOf(body), ...UNCOUNTED } : {};
  const answer = textIn(body.decision ? body.reason : stands.answer);
  return { ...stands, ...wish, status, answer, decidedWas: body.decision ? stands.status : null, local: true };
}
