/** What this person has decided on leave, laid over a calendar that does not know it yet. */
import type { OutboxRow } from "../../device/operations";
import { opened } from "../../device/seal";
import type { LeaveStatus } from "../leave/types";
import { notUndone } from "../waits";
import type { Lane, LaneDay, LaneRequest, TeamCalendar } from "./types";

type Word = "approve" | "reject";

export function decided(calendar: TeamCalendar, pending: OutboxRow[]): TeamCalendar {
  const live = notUndone(pending).filter(({ type, status }) => type === "leave.decide" && status !== "attention");
  const words = new Map(live.map((row) => [row.entity_id, opened(row).body.decision as Word]));
  if (words.size === 0) return calendar;
  return { ...calendar, lanes: calendar.lanes.map((lane) => laid(lane, words)) };
}

function laid(lane: Lane, words: ReadonlyMap<string, Word>): Lane {
  const waiting = lane.requests.filter(({ id, decides }) => decides && words.has(id));
  if (waiting.length === 0) return lane;
  const becomes = new Map(waiting.map((asked) => [asked.id, statusAfter(asked, words.get(asked.id)!)]));
  const requests = lane.requests.flatMap((asked) => {
    const status = becomes.get(asked.id);
    if (!status) return [asked];
    return status === "approved" ? [{ ...asked, status, decides: false }] : [];
  });
  const days = [...lane.days.values()].flatMap((day) => dayAfter(day, becomes.get(day.request ?? "")));
  return { ...lane, requests, days: new Map(days.map((day) => [day.date, day])) };
}

function statusAfter({ status }: LaneRequest, word: Word): LeaveStatus {
  if (status === "cancelling") return word === "approve" ? "cancelled" : "approved";
  return word === "approve" ? "approved" : "rejected";
}

/** A day once the request behind it has this status; undefined: it stays. */
export function dayAfter(day: LaneDay, status: LeaveStatus | undefined): LaneDay[] {
  if (!status) return [day];
  if (status === "approved") return [{ ...day, state: "away" }];
  return day.kiky ? [{ ...day, state: "kiky", kiky: false, part: false, kind: null, request: null }] : [];
}
